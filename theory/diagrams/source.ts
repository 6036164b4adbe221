import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export const DIAGRAM_FOLDER = import.meta.dirname;
export const CONFIGURATION_FILE = path.join(DIAGRAM_FOLDER, 'mermaid.json');

/** A diagram: its source `NAME.mmd`, and `NAME.svg`, which is made from it. */
export interface Diagram {
  name: string;
  source: string;
  sourceFile: string;
  imageFile: string;
  /** The last line of the image, which tells what it was made from. */
  stamp: string;
}

export async function readDiagrams(): Promise<Diagram[]> {
  const configuration = await readText(CONFIGURATION_FILE);
  const files = (await readdir(DIAGRAM_FOLDER)).filter((file) => file.endsWith('.mmd')).toSorted();
  return Promise.all(files.map((file) => readDiagram(path.basename(file, '.mmd'), configuration)));
}

async function readDiagram(name: string, configuration: string): Promise<Diagram> {
  const sourceFile = path.join(DIAGRAM_FOLDER, `${name}.mmd`);
  const source = await readText(sourceFile);
  const hash = createHash('sha256').update(configuration).update(source).digest('hex');
  return {
    name,
    source,
    sourceFile,
    imageFile: path.join(DIAGRAM_FOLDER, `${name}.svg`),
    stamp: `<!-- made by npm run diagrams from ${name}.mmd and mermaid.json, sha256 ${hash} -->`,
  };
}

/** On Windows, Git may have made CRLF of line ends; the hash must not change by that. */
export async function readText(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
}
