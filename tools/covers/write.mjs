// Takes the pictures out of the page that render.js made, given on standard input.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = process.argv[2];
const page = readFileSync(0, 'utf8');
const json = page.match(/<script type="application\/json" id="pictures">(.*?)<\/script>/s)[1];
mkdirSync(folder, { recursive: true });
for (const [name, base64] of Object.entries(JSON.parse(json))) writeFileSync(`${folder}/${name}.jpg`, Buffer.from(base64, 'base64'));
