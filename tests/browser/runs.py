"""Whether a page still awaits a run of its script. Streamlit's own sign of it comes with the answer of the server only, which may take its time."""

from __future__ import annotations

from string import Template

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_TO_SERVER, _TO_PAGE = BackMsg.DESCRIPTOR.fields_by_name, ForwardMsg.DESCRIPTOR.fields_by_name

WATCH_RUNS = Template(
    """(() => {
  const runs = (globalThis.zmRuns = { asked: false, running: false });

  // The fields of a message of Protocol Buffers: number -> value, or null where it is not a number.
  function fields(bytes) {
    const found = new Map();
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * unit;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = varint();
      const sort = tag & 7;
      const value = sort === 0 || sort === 2 ? varint() : null;
      if (sort === 2) at += value;
      if (value === null) at += sort === 1 ? 8 : 4;
      found.set(tag >>> 3, sort === 0 ? value : null);
    }
    return found;
  }

  globalThis.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", ({ data }) => {
        const came = fields(new Uint8Array(data));
        if (came.has($new_session)) Object.assign(runs, { asked: false, running: true });
        if (came.has($script_finished)) {
          runs.running = false;
          if (came.get($script_finished) === $early) runs.asked = true;
        }
      });
    }

    send(data) {
      if (data instanceof Uint8Array && fields(data).has($rerun_script)) runs.asked = true;
      super.send(data);
    }
  };
})()"""
).substitute(
    new_session=_TO_PAGE["new_session"].number,
    script_finished=_TO_PAGE["script_finished"].number,
    early=ForwardMsg.FINISHED_EARLY_FOR_RERUN,
    rerun_script=_TO_SERVER["rerun_script"].number,
)
"""JavaScript to be run before any of a page. `zmRuns` says whether a run was asked for that has not begun, and whether one is under way."""
