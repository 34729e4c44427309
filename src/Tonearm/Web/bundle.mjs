// Bundles what browsers need into the folder named by the first argument.
// The TypeScript of a page, or of a part that brings its own, bears its name (Guard/Pages/PlaylistPage.ts beside PlaylistPage.razor): that makes it an entry.
// Names carry a hash of the content, so browsers may keep a file for ever.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = resolve(process.argv[2] ?? join(room, '../../artifacts/app'));

const pages = readdirSync(room, { recursive: true }).filter((path) => /(Page|Part)\.tsx?$/.test(path));
const pictures = readdirSync(join(room, 'Web/Pictures')).map((name) => `Web/Pictures/${name}`);

rmSync(outdir, { recursive: true, force: true });

await build({
  absWorkingDir: room,
  entryPoints: ['Web/house.ts', 'Web/Styles/house.css', 'Web/favicon.svg', ...pictures, ...pages],
  outdir,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome110', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'copy', '.png': 'copy' },
  legalComments: 'none',
  logLevel: 'warning',
});
