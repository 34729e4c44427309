// Draws all covers on a sheet to look at, and writes every picture as base64 into the page, from which make.sh takes them.
'use strict';

const LARGEST = 88_000;
const pictures = {};

function canvas(side) {
  const made = document.createElement('canvas');
  made.width = made.height = side;
  return made;
}

/** The best quality that fits. */
function jpeg(drawn, largest) {
  for (let quality = 0.93; ; quality -= 0.03) {
    const base64 = drawn.toDataURL('image/jpeg', quality).split(',')[1];
    if (base64.length * 0.75 <= largest || quality < 0.4) return base64;
  }
}

function scaled(source, side) {
  const small = canvas(side);
  const g = small.getContext('2d');
  g.imageSmoothingQuality = 'high';
  g.drawImage(source, 0, 0, side, side);
  return small;
}

const drawn = Object.entries(covers).map(([name, draw]) => {
  const picture = canvas(SIDE);
  draw(picture.getContext('2d', { willReadFrequently: true }));
  document.getElementById('sheet').append(picture);
  pictures[`cover-${name}`] = jpeg(picture, LARGEST);
  for (const [side, largest] of [[300, 26_000], [64, 4_000]]) pictures[`thumb-${name}-${side}`] = jpeg(scaled(picture, side), largest);
  return picture;
});

for (let number = 0; number < 8; number++) {
  const mosaic = canvas(SIDE);
  const g = mosaic.getContext('2d');
  g.imageSmoothingQuality = 'high';
  for (let i = 0; i < 4; i++) g.drawImage(drawn[(number * 3 + i * 7) % drawn.length], (i % 2) * 320, (i >> 1) * 320, 320, 320);
  document.getElementById('sheet').append(mosaic);
  for (const [side, largest] of [[640, LARGEST], [300, 26_000], [60, 4_000]]) pictures[`mosaic-${number + 1}-${side}`] = jpeg(scaled(mosaic, side), largest);
}

const out = document.createElement('script');
out.type = 'application/json';
out.id = 'pictures';
out.textContent = JSON.stringify(pictures);
document.body.append(out);
