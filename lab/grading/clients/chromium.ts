import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';

/** Says how a machine without a browser gets one. */
export const HOW_TO_GET_CHROMIUM =
  'install one (for example: apt-get install chromium), or set CHROMIUM_PATH to its program';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** A proxy that is not there, for every address but this machine's: a page reaches its own server and nothing else. */
const NOWHERE = { server: 'http://127.0.0.1:9', bypass: '127.0.0.1' };

/** Where this machine has a Chromium or a browser made of it, or undefined when it has none. */
export function findChromium(): string | undefined {
  // A path that is set is used as it is: when it is wrong, the launch says so.
  return process.env['CHROMIUM_PATH'] || candidates().find((candidate) => existsSync(candidate));
}

/** Starts a browser that reaches this machine alone. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await loadPlaywright();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: FLAGS,
    proxy: NOWHERE,
    // Chromium refuses to run as root inside its sandbox; without it, Playwright passes --no-sandbox.
    chromiumSandbox: !isRoot,
  });
}

/** Most of what is graded needs no browser, so this is loaded when it is needed. It holds the thread up for a while. */
export function loadPlaywright() {
  return import('playwright-core');
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
        // Made for this, and starts a page in half the time.
        '/usr/bin/chromium-headless-shell',
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
  return folders
    .filter(Boolean)
    .flatMap((folder) => programs.map((program) => path.win32.join(folder, program)));
}
