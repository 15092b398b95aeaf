// Arrows and colours as printed, and which way two printed figures moved.

const WELL_KNOWN = {
  up: ["\u2191", "\u2b06", "\u25b2"],
  down: ["\u2193", "\u2b07", "\u25bc"],
  level: ["\u2192", "\u27a1", "\u2194"],
  red: ["red", "\ud83d\udd34"],
  amber: ["amber", "yellow", "\ud83d\udfe1", "\ud83d\udfe0"],
  green: ["green", "\ud83d\udfe2"],
};
const TURNED = { up: "down", down: "up", level: "level" };

// What a printed sign says, of `meanings`; `key`: the signs that its own council prints. Null if it is illegible.
function readSign(printed, meanings, key) {
  const text = plainText(printed).replace(/^[ .\u00b7]+|[ .\u00b7]+$/g, "");
  const asked = meanings.includes("up") ? text : text.toLowerCase();
  const says = (signs) => meanings.filter((one) => (signs[one] || []).map(plainText).includes(asked));
  const own = says(key || {}), known = says(WELL_KNOWN);
  const said = known.length ? known : own;
  return said.length === 1 ? said[0] : null;
}

function movedFrom(before, now) { return ["down", "level", "up"][compareNumbers(now, before) + 1]; }

// The arrow for a move where arrows tell of the number, or of performance: there low figures that are good turn it.
function arrowFor(before, now, good, meaning) {
  if (!good || (meaning !== "number" && meaning !== "performance")) { return null; }
  const moved = movedFrom(before, now);
  return good === "low" && meaning === "performance" ? TURNED[moved] : moved;
}
