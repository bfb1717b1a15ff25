// Names of relations on their lines: each on the ground of the page, where it covers no name of a thing and no other name.
// Joined with graph.js into one module.

const ALONG = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
const LETTERS = 12.5; // pixels of the picture at its full size
const AROUND = 3; // pixels between two names
const SMALLEST = 5; // pixels of the screen: what would be smaller is not written

class LineNames {
  constructor(network, face) {
    this.network = network;
    this.font = `${LETTERS}px ${face}`;
    this.wanted = [];
    this.placed = [];
  }

  // `names` are of { id, text, needed }; what is needed is written even where there is no room for it.
  want(names) {
    this.wanted = [...names].sort((one, other) => Boolean(other.needed) - Boolean(one.needed));
    this.moved();
  }

  // Something stands elsewhere than before.
  moved() {
    this.stale = true;
  }

  draw(pen, { text, ground }) {
    pen.save();
    pen.font = this.font;
    if (this.stale) this.place(pen);
    if (LETTERS * this.network.getScale() >= SMALLEST) {
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      for (const { box, name } of this.placed) {
        pen.fillStyle = ground;
        pen.beginPath();
        pen.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 3);
        pen.fill();
        pen.fillStyle = text;
        pen.fillText(name, (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5);
      }
    }
    pen.restore();
  }

  place(pen) {
    this.stale = false;
    this.placed = [];
    if (!this.wanted.length) return;
    const signs = this.network.body.nodeIndices.map((id) => this.network.getBoundingBox(id));
    for (const { id, text, needed } of this.wanted) {
      const line = this.network.body.edges[id];
      if (!line?.connected) continue;
      const taken = [...signs, ...this.placed.map(({ box }) => box)];
      const across = pen.measureText(text).width / 2 + 4;
      let best = null;
      for (const part of ALONG) {
        const { x, y } = line.edgeType.getPoint(part);
        const box = { left: x - across, right: x + across, top: y - LETTERS * 0.72, bottom: y + LETTERS * 0.72 };
        const covered = taken.reduce((sum, other) => sum + shared(box, other), 0);
        if (!best || covered < best.covered) best = { id, name: text, box, covered };
        if (!covered) break;
      }
      if (!best.covered || needed) this.placed.push(best);
    }
  }
}

// How much of two boxes, with a little room around them, is the same.
function shared(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left) + AROUND;
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) + AROUND;
  return across > 0 && down > 0 ? across * down : 0;
}
