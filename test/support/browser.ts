import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const HOW_TO_GET_ONE =
  'install one (for example: apt-get install chromium), or set CHROMIUM_PATH to its program';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const chromiumPath = findChromium();

/** For `describe.skipIf(…)`: true where no browser is installed. In CI nothing is skipped, so the tests fail there. */
export const skipBrowserTests = chromiumPath === undefined && process.env['CI'] !== 'true';

if (skipBrowserTests) console.warn(`Browser tests skipped, no Chromium was found: ${HOW_TO_GET_ONE}.`);

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(`No Chromium was found: ${HOW_TO_GET_ONE}.`);

  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath,
    args: FLAGS,
    // Chromium refuses to run as root inside its sandbox; without it, Playwright passes --no-sandbox.
    chromiumSandbox: !isRoot,
  });
}

/** Adds to `problems` whatever goes wrong in the page: exceptions, console errors and warnings, failed requests. */
export function collectProblems(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
}

/** The program of an installed Chromium, or undefined where there is none. */
export function findChromium(): string | undefined {
  // A path that is set is used as it is: when it is wrong, the launch says so.
  return process.env['CHROMIUM_PATH'] || candidates().find((path) => existsSync(path));
}

function candidates(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return windowsCandidates();
    default:
      return [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
        '/usr/bin/google-chrome-stable',
        '/usr/bin/microsoft-edge',
        '/snap/bin/chromium',
      ];
  }
}

function windowsCandidates(): string[] {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
    (name) => process.env[name] ?? '',
  );
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return folders.filter(Boolean).flatMap((folder) => programs.map((program) => join(folder, program)));
}
