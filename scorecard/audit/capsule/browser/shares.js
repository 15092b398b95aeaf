// Percentages beside their x of y, and sums (METHODS: "Is a printed percentage consistent with x of y?").

const HABITS = ["half up", "half to even", "cut off", "always up"];
const ACCEPTED = ["half up", "half to even", "cut off"];

// 100 x / y in units of the last printed decimal: whole units, and what is left over of `of`.
function shareUnits(x, y, places) {
  const level = Math.max(x.places, y.places), of = unitsAt(y, level), top = unitsAt(x, level);
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(places + 2);
  return { sign: top < 0n ? -1n : 1n, whole: scaled / of, left: scaled % of, of: of };
}

function roundedBy(habit, share) {
  const twice = 2n * share.left;
  const up = {
    "half up": twice >= share.of,
    "half to even": twice > share.of || (twice === share.of && share.whole % 2n === 1n),
    "cut off": false,
    "always up": share.left > 0n,
  }[habit];
  return share.sign * (share.whole + (up ? 1n : 0n));
}

// Which ordinary rounding of x of y gives the printed percentage: the first of HABITS, "mismatch" or "undefined".
function roundingOf(x, y, printed) {
  if (y.units <= 0n) { return "undefined"; }
  const share = shareUnits(x, y, printed.places);
  return HABITS.find((habit) => roundedBy(habit, share) === printed.units) || "mismatch";
}

// Does a printed percentage lie within half of its last decimal of 100 x / y, ends included?
function liesNear(x, y, printed) {
  const share = shareUnits(x, y, printed.places), exactly = share.sign * (share.whole * share.of + share.left);
  const gap = printed.units * share.of - exactly;
  return 2n * (gap < 0n ? -gap : gap) <= share.of;
}

// The whole numbers of y that give a printed percentage, from the first to the last (the GRIM question).
function wholeNumbersFor(y, printed) {
  const scale = 2n * 10n ** BigInt(printed.places + 2), of = unitsAt(y, 0);
  const floor = (a) => (a >= 0n ? a / scale : -((-a + scale - 1n) / scale));
  return { first: -floor(-of * (2n * printed.units - 1n)), last: floor(of * (2n * printed.units + 1n)) };
}

// What half up would print for x of y, with as many decimals.
function expectedShare(x, y, places) {
  return writtenOut({ units: roundedBy("half up", shareUnits(x, y, places)), places: places });
}

// The sum of printed numbers, and by how much rounding of each of them may move it (half of its last decimal).
function addedUp(numbers, exactly) {
  const nothing = { units: 0n, places: 0 };
  const slack = exactly ? nothing : numbers.map((n) => half(n.places)).reduce(plus, nothing);
  return { sum: numbers.reduce(plus, nothing), slack: slack };
}

function isWhole(number) { return number.places === 0; }

// Does a printed whole agree with the sum of its printed parts? Whole counts are exact; decimals may be rounded.
function agreesWithSum(whole, parts) {
  const numbers = [whole, ...parts], exactly = numbers.every(isWhole);
  const added = addedUp(parts, exactly), slack = exactly ? added.slack : plus(added.slack, half(whole.places));
  return { sum: added.sum, agrees: compareNumbers(magnitude(minus(whole, added.sum)), slack) <= 0 };
}

// People may stand in two parts: their whole lies between the greatest part and the sum.
function liesBetween(whole, parts) {
  const sum = addedUp(parts, true).sum;
  const greatest = parts.reduce((a, b) => (compareNumbers(a, b) < 0 ? b : a));
  return { sum: sum, agrees: compareNumbers(greatest, whole) <= 0 && compareNumbers(whole, sum) <= 0 };
}

// No part is greater than its whole, and no more are the parts together.
function isWithin(whole, parts) {
  const sum = addedUp(parts, true).sum;
  return { sum: sum, agrees: compareNumbers(sum, whole) <= 0 };
}

// Shares of one whole: k of them may miss 100 by k halves of their last decimal.
function makeHundred(shares) {
  const added = addedUp(shares, false), hundred = { units: 100n, places: 0 };
  return { sum: added.sum, agrees: compareNumbers(magnitude(minus(added.sum, hundred)), added.slack) <= 0 };
}
