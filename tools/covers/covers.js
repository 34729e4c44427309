// The covers, each a function that draws one. Text on them is the kind that suits any list of songs.
'use strict';

const SANS = 'Inter, "DejaVu Sans", sans-serif';
const SERIF = '"DejaVu Serif", serif';

const covers = {
  dunes(g) {
    fill(g, fade(g, ['#f7d9b0', '#f0a36b', '#c4573f']));
    disc(g, 430, 210, 92, fade(g, ['#fff3d6', '#ffd08a'], 0, 120, 0, 300));
    const n = noise(11);
    const tones = ['#d97b52', '#b9553f', '#8d3a38', '#5d2733', '#33182a'];
    tones.forEach((tone, layer) => {
      const points = [[0, SIDE]];
      for (let x = 0; x <= SIDE; x += 4) points.push([x, 300 + layer * 68 - n(x / 260 + layer * 9, layer * 3.7, 3) * 150 + Math.sin(x / 130 + layer * 1.9) * 22]);
      points.push([SIDE, SIDE]);
      shape(g, points, fade(g, [tone, mix(tone, '#1c0d1e', 0.35)], 0, 260 + layer * 60, 0, SIDE));
    });
    grain(g, 16, 3);
  },

  moonwater(g) {
    fill(g, fade(g, ['#0a1030', '#1b2a5e', '#3d4f8d']));
    const rnd = random(4);
    for (let i = 0; i < 150; i++) disc(g, rnd() * SIDE, rnd() * 360, rnd() * 1.3, `rgba(255,255,255,${0.25 + rnd() * 0.6})`);
    disc(g, 320, 250, 210, glow(g, 320, 250, 210, 'rgba(255,236,200,.35)', 'rgba(255,236,200,0)'));
    disc(g, 320, 250, 108, fade(g, ['#fff8e6', '#f3d9a9'], 0, 140, 0, 360));
    g.fillStyle = fade(g, ['#1a2450', '#070b20'], 0, 400, 0, SIDE);
    g.fillRect(0, 400, SIDE, 240);
    for (let y = 404; y < SIDE; y += 7) {
      const spread = 30 + (y - 400) * 0.42;
      g.fillStyle = `rgba(250,224,176,${0.85 - (y - 400) / 300})`;
      for (let k = 0; k < 3; k++) {
        const width = rnd() * spread * 1.2 + 10;
        g.fillRect(320 + (rnd() - 0.5) * spread * 1.6 - width / 2, y, width, 2.4);
      }
    }
    grain(g, 12, 5);
  },

  quarters(g) {
    const palette = ['#e4572e', '#17395c', '#f3c667', '#2e8a7d', '#f6efe2'];
    fill(g, '#f6efe2');
    const rnd = random(23), cell = 128;
    for (let y = 0; y < 5; y++)
      for (let x = 0; x < 5; x++) {
        const back = Math.floor(rnd() * 5);
        const front = (back + 1 + Math.floor(rnd() * 4)) % 5;
        g.save();
        g.translate(x * cell + cell / 2, y * cell + cell / 2);
        g.rotate((Math.floor(rnd() * 4) * Math.PI) / 2);
        g.fillStyle = palette[back];
        g.fillRect(-cell / 2, -cell / 2, cell + 1, cell + 1);
        const kind = rnd();
        g.fillStyle = palette[front];
        g.beginPath();
        if (kind < 0.55) {
          g.moveTo(-cell / 2, -cell / 2);
          g.arc(-cell / 2, -cell / 2, cell, 0, Math.PI / 2);
        } else if (kind < 0.75) g.arc(0, 0, cell * 0.3, 0, Math.PI * 2);
        else if (kind < 0.9) g.arc(-cell / 2, 0, cell / 2, -Math.PI / 2, Math.PI / 2);
        else {
          g.moveTo(-cell / 2, -cell / 2);
          g.lineTo(cell / 2, -cell / 2);
          g.lineTo(-cell / 2, cell / 2);
        }
        g.fill();
        g.restore();
      }
    grain(g, 14, 2, 0.06);
  },

  sideb(g) {
    fill(g, '#efe6d5');
    text(g, 'B', 336, 636, `900 800px ${SANS}`, '#e2572b', { align: 'center' });
    g.globalCompositeOperation = 'multiply';
    disc(g, 490, 200, 140, '#f2b84b');
    g.globalCompositeOperation = 'source-over';
    g.save();
    g.rotate(-Math.PI / 2);
    text(g, 'THE OTHER SIDE', -610, 44, `600 21px ${SANS}`, '#2a1a14', { spacing: '4px' });
    g.restore();
    grain(g, 18, 9, 0.1);
  },

  bloom(g) {
    fill(g, '#f4b8a8');
    const spots = [[90, 120, 380, '#ff6f61'], [560, 90, 360, '#ffd1a8'], [520, 470, 420, '#6a3fa0'], [120, 560, 380, '#f25f8a'], [340, 330, 260, '#ffb3c7']];
    g.filter = 'blur(46px)';
    spots.forEach(([x, y, r, c]) => disc(g, x, y, r * 0.62, c));
    g.filter = 'none';
    g.globalCompositeOperation = 'soft-light';
    disc(g, 320, 320, 190, 'rgba(255,255,255,.75)');
    g.globalCompositeOperation = 'source-over';
    grain(g, 20, 15, 0.1);
  },

  contours(g) {
    const n = noise(31);
    const colours = ['#0d2b2a', '#124240', '#1c5f57', '#2d8070', '#62a98c', '#b6d6b0'];
    paint(g, (x, y) => {
      const v = n(x / 210, y / 210, 3) * 1.5 - 0.25;
      const line = Math.abs(((v * 22) % 1 + 1) % 1 - 0.5) > 0.46;
      const base = rgb(colours[Math.min(5, Math.max(0, Math.floor(v * 6)))]);
      return line ? base.map((c, i) => c + ([240, 232, 200][i] - c) * 0.6) : base;
    });
    grain(g, 10, 6, 0.2);
  },

  rainlight(g) {
    fill(g, fade(g, ['#0d1424', '#1d2745', '#472a44']));
    const rnd = random(77);
    const lights = ['#ffb35c', '#ff6b4a', '#6bc7ff', '#ffe3a3', '#e05a9a', '#8fe0c8'];
    g.globalCompositeOperation = 'screen';
    for (let i = 0; i < 90; i++) {
      const x = rnd() * SIDE, y = 150 + rnd() * 430, r = 10 + rnd() * 42, c = rgb(lights[Math.floor(rnd() * lights.length)]);
      disc(g, x, y, r, glow(g, x, y, r, `rgba(${c},${0.5 * rnd() + 0.28})`, `rgba(${c},0.1)`));
      g.strokeStyle = `rgba(${c},.16)`;
      g.lineWidth = 1.4;
      g.stroke();
    }
    g.globalCompositeOperation = 'source-over';
    for (let i = 0; i < 260; i++) {
      const x = rnd() * SIDE, y = rnd() * SIDE, length = 14 + rnd() * 60;
      g.strokeStyle = `rgba(220,232,255,${0.05 + rnd() * 0.16})`;
      g.lineWidth = 0.8 + rnd();
      g.beginPath();
      g.moveTo(x, y);
      g.lineTo(x - length * 0.12, y + length);
      g.stroke();
    }
    grain(g, 14, 8, 0.3);
  },

  groove(g) {
    fill(g, '#c8b79c');
    disc(g, 320, 330, 296, 'rgba(40,20,10,.25)');
    disc(g, 320, 320, 292, '#17120f');
    for (let r = 120; r < 290; r += 3) {
      g.strokeStyle = `rgba(255,240,220,${0.035 + (Math.sin(r * 1.7) + 1) * 0.022})`;
      g.lineWidth = 1;
      g.beginPath();
      g.arc(320, 320, r, 0, Math.PI * 2);
      g.stroke();
    }
    const shine = g.createConicGradient(0.5, 320, 320);
    [0, 0.08, 0.16, 0.5, 0.58, 0.66, 1].forEach((stop, i) => shine.addColorStop(stop, `rgba(255,236,210,${[0, 0.24, 0, 0, 0.2, 0, 0][i]})`));
    disc(g, 320, 320, 290, shine);
    disc(g, 320, 320, 104, '#d9482b');
    disc(g, 320, 320, 92, '#e7613d');
    text(g, 'LONG', 320, 290, `800 26px ${SANS}`, '#ffe9d2', { align: 'center', spacing: '6px' });
    text(g, 'PLAYER', 320, 372, `800 26px ${SANS}`, '#ffe9d2', { align: 'center', spacing: '6px' });
    disc(g, 320, 320, 9, '#c8b79c');
    grain(g, 12, 12, 0.16);
  },

  leaves(g) {
    fill(g, fade(g, ['#f6d5cb', '#efb9ae']));
    const rnd = random(52);
    const greens = ['#9fb48a', '#6d8f68', '#456f53', '#2a5242', '#173a33'];
    disc(g, 410, 230, 130, '#fbeee2');
    for (let layer = 0; layer < 5; layer++)
      for (let i = 0; i < 9; i++) {
        const length = 170 + rnd() * 200, width = 34 + rnd() * 46;
        g.save();
        g.translate(rnd() * SIDE, SIDE + 40 - layer * 16 + rnd() * 30);
        g.rotate((rnd() - 0.5) * 1.7);
        g.fillStyle = fade(g, [greens[layer], mix(greens[layer], '#0d241f', 0.3)], 0, -length, 0, 0);
        g.beginPath();
        g.moveTo(0, 0);
        g.quadraticCurveTo(width, -length * 0.45, 0, -length);
        g.quadraticCurveTo(-width, -length * 0.45, 0, 0);
        g.fill();
        g.strokeStyle = 'rgba(255,255,255,.14)';
        g.lineWidth = 1.5;
        g.beginPath();
        g.moveTo(0, -6);
        g.lineTo(0, -length + 10);
        g.stroke();
        g.restore();
      }
    grain(g, 15, 22, 0.1);
  },

  thirtythree(g) {
    fill(g, '#123c69');
    for (let i = 0; i < 9; i++) {
      g.fillStyle = ['#ee6c4d', '#f9b95c', '#f7e7ce'][i % 3];
      g.fillRect(0, 372 + i * 30, SIDE, 15);
    }
    text(g, '33', 20, 420, `900 420px ${SANS}`, '#f7e7ce', { spacing: '-26px' });
    text(g, 'ONE THIRD MORE', 38, 64, `600 22px ${SANS}`, '#f7e7ce', { spacing: '4px' });
    grain(g, 16, 14, 0.12);
  },

  windows(g) {
    fill(g, fade(g, ['#2b3a67', '#7c5c8b', '#e08e79', '#f6c28b']));
    const rnd = random(91);
    for (let layer = 0; layer < 3; layer++) {
      const tone = ['#574b7c', '#342f5c', '#17173a'][layer];
      for (let x = -20; x < SIDE; ) {
        const width = 70 + rnd() * 70, top = 180 + layer * 90 + rnd() * 150;
        g.fillStyle = tone;
        g.fillRect(x, top, width, SIDE);
        for (let wy = top + 16; wy < SIDE - 8; wy += 22)
          for (let wx = x + 10; wx < x + width - 14; wx += 17)
            if (rnd() < [0.08, 0.2, 0.32][layer]) {
              g.fillStyle = ['#ffd98a', '#ffe9bd', '#ffb866', '#9ad3e8'][Math.floor(rnd() * 3.25)];
              g.fillRect(wx, wy, 8, 11);
            }
        x += width + rnd() * 8;
      }
    }
    grain(g, 12, 33, 0.18);
  },

  halftone(g) {
    fill(g, '#f8e9dc');
    for (let y = 0; y < 54; y++)
      for (let x = 0; x < 54; x++) {
        const px = x * 12 + (y % 2) * 6, py = y * 12;
        const wave = Math.sin(px / 92 + Math.sin(py / 120) * 2.2) * Math.cos(py / 104 - px / 260);
        disc(g, px, py, Math.max(0, 0.6 + (wave + 1) * 3.5), ramp(['#7a1536', '#d5283f', '#f2704f'], py / SIDE));
      }
    grain(g, 10, 21, 0.05);
  },

  prism(g) {
    fill(g, '#fbf3e7');
    const rnd = random(65);
    g.globalCompositeOperation = 'multiply';
    const colours = ['#2fb4c2', '#f2a65a', '#e75a7c', '#8ac926', '#5b5f97', '#ffd166'];
    for (let i = 0; i < 12; i++) {
      const x = 320 + (rnd() - 0.5) * 520, y = 320 + (rnd() - 0.5) * 520, size = 130 + rnd() * 170, turn = rnd() * 6.3;
      const points = [0, 1, 2].map((k) => [x + Math.cos(turn + k * 2.094) * size, y + Math.sin(turn + k * 2.094) * size]);
      g.globalAlpha = 0.72;
      shape(g, points, colours[i % colours.length]);
    }
    g.globalAlpha = 1;
    g.globalCompositeOperation = 'source-over';
    grain(g, 14, 41, 0.05);
  },

  mustardsun(g) {
    fill(g, '#f2dfb8');
    [250, 214, 178, 142, 106, 70].forEach((r, i) => disc(g, 320, 330, r, ['#7b2d26', '#a8442f', '#cf6a37', '#e39a3f', '#f0bf57', '#f7dd94'][i]));
    g.fillStyle = '#f2dfb8';
    for (let i = 0; i < 9; i++) g.fillRect(0, 350 + i * 30, SIDE, 5 + i * 2.6);
    text(g, 'SLOW', 320, 66, `800 34px ${SANS}`, '#7b2d26', { align: 'center', spacing: '22px' });
    grain(g, 18, 17, 0.1);
  },

  papercut(g) {
    const n = noise(19);
    const tones = ['#dff1f2', '#aedbe0', '#74bcc9', '#3f95ad', '#226d8b', '#124b66', '#0a2e45'];
    fill(g, tones[0]);
    tones.slice(1).forEach((tone, layer) => {
      const radius = 300 - layer * 46;
      g.save();
      g.shadowColor = 'rgba(4,22,36,.55)';
      g.shadowBlur = 22;
      g.shadowOffsetY = 8;
      const points = [];
      for (let a = 0; a < 6.283; a += 0.02) {
        const r = radius * (0.82 + n(2 + Math.cos(a) * 1.2 + layer * 0.35, 2 + Math.sin(a) * 1.2, 2) * 0.46);
        points.push([320 + Math.cos(a) * r, 320 + Math.sin(a) * r]);
      }
      shape(g, points, tone);
      g.restore();
    });
    disc(g, 322, 316, 22, '#ffd27a');
    grain(g, 12, 18, 0.08);
  },

  diagonal(g) {
    fill(g, '#e9e4da');
    g.save();
    g.translate(320, 320);
    g.rotate(-Math.PI / 5);
    for (let i = -9; i < 10; i++) {
      g.fillStyle = i % 4 === 0 ? '#d7263d' : '#1d1d24';
      g.fillRect(-600, i * 46, 1200, 4 + (i + 9) * 1.9);
    }
    g.restore();
    g.fillStyle = '#e9e4da';
    g.fillRect(0, 470, 430, 170);
    text(g, 'quiet', 34, 552, `800 70px ${SANS}`, '#1d1d24', { spacing: '-2px' });
    text(g, 'loud', 34, 614, `800 70px ${SANS}`, '#d7263d', { spacing: '-2px' });
    grain(g, 16, 28, 0.06);
  },

  cabin(g) {
    fill(g, fade(g, ['#b9cfe3', '#dbe5ee', '#f5f3f0']));
    const n = noise(44), rnd = random(45);
    ['#c3d2e0', '#a5bacd', '#7f9ab3'].forEach((tone, layer) => {
      const points = [[0, SIDE]];
      for (let x = 0; x <= SIDE; x += 4) points.push([x, 330 + layer * 55 - n(x / 120 + layer * 7, layer, 4) * 170]);
      points.push([SIDE, SIDE]);
      shape(g, points, tone);
    });
    g.fillStyle = '#f8f7f4';
    g.beginPath();
    g.ellipse(320, 690, 560, 210, 0, 0, Math.PI * 2);
    g.fill();
    for (let i = 0; i < 34; i++) {
      const x = rnd() * SIDE, h = 40 + rnd() * 70, y = 520 + Math.abs(x - 320) * 0.08 + rnd() * 20;
      if (Math.abs(x - 330) < 60) continue;
      shape(g, [[x, y - h], [x - h * 0.24, y], [x + h * 0.24, y]], mix('#274056', '#47657c', rnd()));
    }
    shape(g, [[290, 520], [290, 470], [330, 434], [370, 470], [370, 520]], '#3b2a2b');
    shape(g, [[278, 476], [330, 426], [382, 476], [372, 482], [330, 442], [288, 482]], '#fbfaf7');
    g.fillStyle = '#ffc765';
    g.fillRect(318, 480, 24, 22);
    disc(g, 330, 492, 90, glow(g, 330, 492, 90, 'rgba(255,199,101,.4)', 'rgba(255,199,101,0)'));
    for (let i = 0; i < 240; i++) disc(g, rnd() * SIDE, rnd() * SIDE, 0.8 + rnd() * 2, `rgba(255,255,255,${0.4 + rnd() * 0.5})`);
    grain(g, 9, 46, 0.08);
  },

  cassette(g) {
    fill(g, '#f0a541');
    g.fillStyle = '#e78f2b';
    for (let i = 0; i < 14; i++) g.fillRect(i * 92 - 40, 0, 46, SIDE);
    g.save();
    g.translate(320, 320);
    g.rotate(-0.12);
    g.shadowColor = 'rgba(70,25,0,.5)';
    g.shadowBlur = 34;
    g.shadowOffsetY = 16;
    g.fillStyle = '#22252e';
    g.beginPath();
    g.roundRect(-240, -152, 480, 304, 22);
    g.fill();
    g.shadowColor = 'transparent';
    g.fillStyle = '#f6ead3';
    g.beginPath();
    g.roundRect(-212, -126, 424, 196, 10);
    g.fill();
    ['#d64933', '#2b7a78', '#f0a541'].forEach((c, i) => {
      g.fillStyle = c;
      g.fillRect(-212, 12 + i * 16, 424, 16);
    });
    text(g, 'For the drive home', -190, -82, `italic 34px ${SERIF}`, '#22252e');
    g.fillStyle = '#22252e';
    g.beginPath();
    g.roundRect(-130, -52, 260, 84, 42);
    g.fill();
    [-84, 84].forEach((x) => {
      disc(g, x, -10, 32, '#f6ead3');
      for (let k = 0; k < 6; k++) disc(g, x + Math.cos(k * 1.047 + 0.3) * 23, -10 + Math.sin(k * 1.047 + 0.3) * 23, 6, '#22252e');
      disc(g, x, -10, 11, '#22252e');
    });
    shape(g, [[-150, 152], [-128, 92], [128, 92], [150, 152]], '#343846');
    g.restore();
    grain(g, 14, 36, 0.12);
  },

  petals(g) {
    fill(g, '#faf0f2');
    g.globalCompositeOperation = 'multiply';
    for (let ring = 0; ring < 4; ring++)
      for (let i = 0; i < 12; i++) {
        g.save();
        g.translate(320, 320);
        g.rotate((i / 12) * Math.PI * 2 + ring * 0.13);
        g.globalAlpha = 0.34;
        g.fillStyle = ['#e63973', '#f4845f', '#7b4bb7', '#2f7fc1'][ring];
        g.beginPath();
        g.ellipse(0, -150 + ring * 26, 58 - ring * 6, 140 - ring * 22, 0, 0, Math.PI * 2);
        g.fill();
        g.restore();
      }
    g.globalAlpha = 1;
    g.globalCompositeOperation = 'source-over';
    disc(g, 320, 320, 26, '#ffd24d');
    grain(g, 14, 39, 0.06);
  },

  signal(g) {
    fill(g, '#101018');
    const rnd = random(101);
    for (let y = 0; y < SIDE; ) {
      const height = 3 + rnd() * 22;
      const shift = (rnd() - 0.5) * (y > 210 && y < 430 ? 170 : 26);
      g.fillStyle = fade(g, ['#101018', '#ff3864', '#ffbd39', '#2de2e6', '#101018'], 60 + shift, 0, 580 + shift, 0);
      g.globalAlpha = 0.35 + rnd() * 0.65;
      g.fillRect(0, y, SIDE, height * 0.82);
      y += height;
    }
    g.globalAlpha = 1;
    grain(g, 22, 102, 0.34);
  },

  ink(g) {
    const n = noise(88);
    const colours = ['#10152b', '#1f3a6e', '#3b7ea1', '#e8d8c3', '#f7f0e6', '#c8553d'];
    paint(g, (x, y) => {
      const u = x / 190, v = y / 190;
      const wx = n(u, v, 4), wy = n(u + 5.2, v + 1.3, 4);
      const value = n(u + wx * 3.4, v + wy * 3.4, 5);
      const t = (value - 0.2) * 1.75;
      const place = Math.min(4.999, Math.max(0, t * 5));
      const a = rgb(colours[Math.floor(place)]), b = rgb(colours[Math.floor(place) + 1]);
      return a.map((c, i) => c + (b[i] - c) * (place % 1));
    });
    grain(g, 8, 89, 0.12);
  },

  orbits(g) {
    fill(g, glow(g, 320, 320, 470, '#2a1b4a', '#0b0817'));
    const rnd = random(7);
    for (let i = 0; i < 120; i++) disc(g, rnd() * SIDE, rnd() * SIDE, rnd() * 1.2, `rgba(255,255,255,${rnd() * 0.6})`);
    for (let i = 0; i < 8; i++) {
      const r = 78 + i * 34, tilt = -0.42;
      g.save();
      g.translate(320, 320);
      g.rotate(tilt);
      g.strokeStyle = `rgba(255,226,190,${0.55 - i * 0.045})`;
      g.lineWidth = 1.5;
      g.beginPath();
      g.ellipse(0, 0, r, r * 0.56, 0, 0, Math.PI * 2);
      g.stroke();
      const a = rnd() * 6.283, x = Math.cos(a) * r, y = Math.sin(a) * r * 0.56, size = 6 + rnd() * 13;
      disc(g, x, y, size, glow(g, x - size * 0.4, y - size * 0.4, size * 1.6, ['#ffd6a5', '#9bf6ff', '#ffadad', '#caffbf'][i % 4], '#3b2352'));
      g.restore();
    }
    disc(g, 320, 320, 120, glow(g, 320, 320, 120, 'rgba(255,190,110,.75)', 'rgba(255,150,80,0)'));
    disc(g, 320, 320, 40, glow(g, 310, 308, 60, '#fff2d1', '#ff9d4d'));
    grain(g, 12, 103, 0.2);
  },

  curtain(g) {
    const n = noise(64);
    paint(g, (x, y) => {
      const fold = Math.sin(x / 21 + n(x / 150, y / 320, 2) * 5 + y / 900);
      const light = 0.28 + 0.42 * (fold * 0.5 + 0.5) ** 1.6 + 0.12 * Math.max(0, 1 - Math.hypot(x - 320, y - 150) / 330);
      return [190 * light + 16, 26 * light + 8, 44 * light + 14];
    });
    text(g, 'After', 320, 318, `italic 104px ${SERIF}`, '#f6dfc0', { align: 'center' });
    text(g, 'Hours', 320, 424, `italic 104px ${SERIF}`, '#f6dfc0', { align: 'center' });
    grain(g, 13, 66, 0.34);
  },

  citrus(g) {
    fill(g, '#2f6f5e');
    const kinds = [['#f6a723', '#ffd37a', '#fff3d6'], ['#e4533d', '#f88d6d', '#ffe3d3'], ['#b9cf3a', '#e0ea86', '#fafbe0']];
    const rnd = random(12);
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++) {
        const [rind, flesh, pith] = kinds[(x + y * 2) % 3];
        g.save();
        g.translate(x * 180 + (y % 2) * 90 - 15, y * 180 + 50);
        g.rotate(rnd() * 6.3);
        disc(g, 5, 8, 76, 'rgba(8,30,24,.28)');
        disc(g, 0, 0, 76, rind);
        disc(g, 0, 0, 67, pith);
        for (let k = 0; k < 9; k++) {
          g.save();
          g.rotate((k / 9) * Math.PI * 2);
          g.fillStyle = flesh;
          g.beginPath();
          g.moveTo(0, -6);
          g.quadraticCurveTo(22, -40, 17, -57);
          g.quadraticCurveTo(0, -66, -17, -57);
          g.quadraticCurveTo(-22, -40, 0, -6);
          g.fill();
          g.restore();
        }
        g.restore();
      }
    grain(g, 12, 13, 0.1);
  },
};
