// What the covers are drawn with: a seeded random, noise, grain, and a few shapes. All of it gives the same picture each time.
'use strict';

const SIDE = 640;

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth value noise in two dimensions, 0 to 1. */
function noise(seed) {
  const rnd = random(seed);
  const table = Array.from({ length: 4096 }, rnd);
  const at = (x, y) => table[((x * 374761 + y * 668265) & 0x7fffffff) % 4096];
  const ease = (t) => t * t * (3 - 2 * t);
  const value = (x, y) => {
    const x0 = Math.floor(x), y0 = Math.floor(y), fx = ease(x - x0), fy = ease(y - y0);
    const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
    const low = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
    return top * (1 - fy) + low * fy;
  };
  return (x, y, octaves = 4) => {
    let sum = 0, weight = 0.5, all = 0;
    for (let i = 0; i < octaves; i++) {
      sum += value(x, y) * weight;
      all += weight;
      weight /= 2;
      x = x * 2 + 17.3;
      y = y * 2 + 9.1;
    }
    return sum / all;
  };
}

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

function mix(a, b, t) {
  const from = rgb(a), to = rgb(b);
  return `rgb(${from.map((v, i) => Math.round(v + (to[i] - v) * t)).join(',')})`;
}

/** A colour of a row of them, t from 0 to 1. */
function ramp(colours, t) {
  const place = Math.min(0.9999, Math.max(0, t)) * (colours.length - 1);
  return mix(colours[Math.floor(place)], colours[Math.floor(place) + 1], place % 1);
}

function fill(g, colour) {
  g.fillStyle = colour;
  g.fillRect(0, 0, SIDE, SIDE);
}

function fade(g, colours, x0 = 0, y0 = 0, x1 = 0, y1 = SIDE) {
  const gradient = g.createLinearGradient(x0, y0, x1, y1);
  colours.forEach((colour, i) => gradient.addColorStop(i / (colours.length - 1), colour));
  return gradient;
}

function glow(g, x, y, radius, inner, outer) {
  const gradient = g.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, inner);
  gradient.addColorStop(1, outer);
  return gradient;
}

function disc(g, x, y, radius, style) {
  g.fillStyle = style;
  g.beginPath();
  g.arc(x, y, radius, 0, Math.PI * 2);
  g.fill();
}

function shape(g, points, style) {
  g.fillStyle = style;
  g.beginPath();
  points.forEach(([x, y], i) => (i ? g.lineTo(x, y) : g.moveTo(x, y)));
  g.closePath();
  g.fill();
}

function text(g, words, x, y, font, style, { align = 'left', spacing = '0px' } = {}) {
  g.font = font;
  g.fillStyle = style;
  g.textAlign = align;
  g.letterSpacing = spacing;
  g.fillText(words, x, y);
  g.letterSpacing = '0px';
}

/** Each pixel by a function of its place. */
function paint(g, colourAt) {
  const image = g.getImageData(0, 0, SIDE, SIDE);
  for (let y = 0, i = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, i += 4) {
      const [r, gr, b] = colourAt(x, y);
      image.data[i] = r;
      image.data[i + 1] = gr;
      image.data[i + 2] = b;
      image.data[i + 3] = 255;
    }
  g.putImageData(image, 0, 0);
}

/** Film grain and a breath of vignette, which is what makes a drawing look printed. */
function grain(g, amount, seed = 7, vignette = 0.14) {
  const rnd = random(seed);
  const image = g.getImageData(0, 0, SIDE, SIDE);
  for (let i = 0; i < image.data.length; i += 4) {
    const n = (rnd() + rnd() - 1) * amount;
    for (let c = 0; c < 3; c++) image.data[i + c] += n;
  }
  g.putImageData(image, 0, 0);
  if (vignette > 0) {
    const dark = g.createRadialGradient(SIDE / 2, SIDE / 2, SIDE * 0.35, SIDE / 2, SIDE / 2, SIDE * 0.75);
    dark.addColorStop(0, 'rgba(0,0,0,0)');
    dark.addColorStop(1, `rgba(0,0,0,${vignette})`);
    fill(g, dark);
  }
}
