// Marks under the signs and lines, so that none is known by its colour alone: bands under ways, rings around things.
// Joined with graph.js into one module.

const BAND = 15; // pixels of the picture at its full size
const BEND = [0.25, 0.5, 0.75];

function drawBands(pen, network, ids, colour) {
  pen.save();
  pen.lineWidth = BAND;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = colour;
  for (const id of ids) {
    const line = network.body.edges[id];
    if (!line?.connected) continue;
    const bends = line.options.smooth.enabled ? BEND.map((part) => line.edgeType.getPoint(part)) : [];
    pen.beginPath();
    for (const { x, y } of [line.from, ...bends, line.to]) pen.lineTo(x, y);
    pen.stroke();
  }
  pen.restore();
}

function drawRing(pen, { x, y }, { radius, width, colour, dashes = [] }) {
  pen.save();
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.setLineDash(dashes);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
  pen.restore();
}
