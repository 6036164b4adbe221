import type { Browser } from 'playwright-core';
import { findChromium, HOW_TO_GET_CHROMIUM, launchChromium, loadPlaywright } from './clients/chromium.ts';
import { MissingTool } from './failure.ts';

let browser: Promise<Browser> | undefined;

/** Loads what drives a browser before any check runs: later it would hold up those that measure time. */
export async function prepareBrowser(): Promise<void> {
  if (findChromium() !== undefined) await loadPlaywright();
}

/** The browser of all checks, started by the first that needs it. Throws MissingTool where none can be started. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

/** Ends the browser, if one was started. */
export async function closeSharedBrowser(): Promise<void> {
  const closing = browser;
  browser = undefined;
  // One that did not start has nothing to be closed.
  await (await closing?.catch(() => undefined))?.close();
}

async function launch(): Promise<Browser> {
  const path = findChromium();
  if (path === undefined)
    throw new MissingTool(`no Chromium was found, so the page was not checked: ${HOW_TO_GET_CHROMIUM}`);
  try {
    return await launchChromium(path);
  } catch (error) {
    throw new MissingTool(
      `Chromium did not start, so the page was not checked: ${String(error).split('\n').slice(0, 4).join(' ')}`,
    );
  }
}
