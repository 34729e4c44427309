// Bundles what browsers need into the folder named by the first argument.
// The TypeScript of a page, or of a part that brings its own, bears its name (Guard/Pages/PlaylistPage.ts beside PlaylistPage.razor): that makes it an entry.
// Names carry a hash of the content, so browsers may keep a file for ever. Beside each stands what is sent to those who read Brotli, packed once and as small as it gets;
// pictures are packed as they are.
import { build } from 'esbuild';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = resolve(process.argv[2] ?? join(room, '../../artifacts/app'));

const pages = readdirSync(room, { recursive: true }).filter((path) => /(Page|Part)\.tsx?$/.test(path));
// Browsers of televisions are old and are never brought up to date: their page has styles of its own, too (docs/decisions/0025).
const television = ['Party/Pages/Screens/ScreenPage.ts', 'Party/Pages/Screens/screen.css'];
const pictures = readdirSync(join(room, 'Web/Pictures')).map((name) => `Web/Pictures/${name}`);

rmSync(outdir, { recursive: true, force: true });

const shared = {
  absWorkingDir: room,
  outdir,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'copy', '.png': 'copy' },
  legalComments: 'none',
  logLevel: 'warning',
};

const house = ['Web/house.ts', 'Web/Styles/house.css', 'Web/Styles/owner.css', 'Web/favicon.svg', ...pictures];
await build({ ...shared, target: ['chrome110', 'firefox115', 'safari16'], entryPoints: [...house, ...pages.filter((page) => !television.includes(page))] });
await build({ ...shared, target: 'chrome79', entryPoints: television });

for (const name of readdirSync(outdir).filter((name) => !name.endsWith('.png'))) {
  writeFileSync(join(outdir, `${name}.br`), brotliCompressSync(readFileSync(join(outdir, name))));
}
