// SHA-256: by WebCrypto where the browser has it for this page, else by hand (FIPS 180-4, sections 4.1.2, 5 and 6.2).

function utf8(text) { return new TextEncoder().encode(text); }

function hexadecimal(bytes) { return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join(""); }

function primes(count) {
  const known = [];
  for (let n = 2; known.length < count; n += 1) { if (known.every((p) => n % p)) { known.push(n); } }
  return known;
}

// The first 32 bits of the fraction of a root of a small prime.
function fractionBits(root) { return Math.floor((root - Math.floor(root)) * 4294967296) >>> 0; }

const ROUND_WORDS = primes(64).map((p) => fractionBits(Math.cbrt(p)));
const FIRST_STATE = primes(8).map((p) => fractionBits(Math.sqrt(p)));

function turned(word, by) { return (word >>> by) | (word << (32 - by)); }

// The message with its padding: a bit 1, noughts, and its length in bits as 64 bits.
function padded(bytes) {
  const whole = new Uint8Array(((bytes.length + 8 >> 6) + 1) << 6);
  whole.set(bytes);
  whole[bytes.length] = 128;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 536870912));
  view.setUint32(whole.length - 4, bytes.length << 3 >>> 0);
  return view;
}

function schedule(view, start) {
  const words = new Uint32Array(64);
  for (let i = 0; i < 16; i += 1) { words[i] = view.getUint32(start + 4 * i); }
  for (let i = 16; i < 64; i += 1) {
    const a = words[i - 15], b = words[i - 2];
    const small0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3), small1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words[i] = words[i - 16] + small0 + words[i - 7] + small1;
  }
  return words;
}

function compressed(state, words) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUND_WORDS[i] +
      words[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
}

function sha256ByHand(text) {
  const view = padded(utf8(text));
  let state = FIRST_STATE;
  for (let start = 0; start < view.byteLength; start += 64) { state = compressed(state, schedule(view, start)); }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

// The SHA-256 of a text in UTF-8 as a promise of 64 hexadecimal digits.
async function sha256(text) {
  const subtle = globalThis.crypto && globalThis.crypto.subtle;
  if (!subtle) { return sha256ByHand(text); }
  return hexadecimal(new Uint8Array(await subtle.digest("SHA-256", utf8(text))));
}
