import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { findChromium } from '../../lab/grading/clients/chromium.ts';
import { CONFIGURATION_FILE, DIAGRAM_FOLDER, type Diagram, readDiagrams, readText } from './source.ts';

const MERMAID = path.join(DIAGRAM_FOLDER, 'node_modules/@mermaid-js/mermaid-cli/src/cli.js');

const workFolder = await mkdtemp(path.join(tmpdir(), 'diagrams-'));
const browserFile = path.join(workFolder, 'browser.json');
await writeFile(browserFile, JSON.stringify(browserSettings()));

for (const diagram of await readDiagrams()) {
  if (await isUpToDate(diagram)) continue;
  await render(diagram);
  console.log(`drawn: ${diagram.name}.svg`);
}
await rm(workFolder, { recursive: true });

function browserSettings() {
  // Chromium refuses to run as root inside its sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath: findChromium(), args };
}

async function isUpToDate({ imageFile, stamp }: Diagram): Promise<boolean> {
  return existsSync(imageFile) && (await readText(imageFile)).trimEnd().endsWith(stamp);
}

async function render({ name, sourceFile, imageFile, stamp }: Diagram): Promise<void> {
  const drawnFile = path.join(workFolder, `${name}.svg`);
  const configuration = ['--configFile', CONFIGURATION_FILE, '--puppeteerConfigFile', browserFile];
  const look = ['--backgroundColor', 'white', '--svgId', name];
  const files = ['--input', sourceFile, '--output', drawnFile];
  const drawing = [MERMAID, '--quiet', ...configuration, ...look, ...files];
  const { failed, stderr } = await execa(process.execPath, drawing, { reject: false });
  if (failed) {
    console.error(`${name}.mmd: ${stderr.trim()}`);
    process.exit(1);
  }
  const drawn = withSize(await readFile(drawnFile, 'utf8'));
  await writeFile(imageFile, `${drawn}\n${stamp}\n`);
}

/** Mermaid draws as wide as the page, which makes the text of narrow diagrams huge; this gives the image its own size. */
function withSize(image: string): string {
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(image) ?? [];
  return image.replace(
    'width="100%"',
    `width="${Math.ceil(Number(width))}" height="${Math.ceil(Number(height))}"`,
  );
}
