import type { Browser, Page } from 'playwright-core';
import { findChromium, HOW_TO_GET_CHROMIUM, launchChromium } from '../../lab/grading/clients/chromium.ts';

const chromiumPath = findChromium();

/** For `describe.skipIf(…)`: true where no browser is installed. In CI nothing is skipped, so the tests fail there. */
export const skipBrowserTests = chromiumPath === undefined && process.env['CI'] !== 'true';

if (skipBrowserTests) console.warn(`Browser tests skipped, no Chromium was found: ${HOW_TO_GET_CHROMIUM}.`);

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(`No Chromium was found: ${HOW_TO_GET_CHROMIUM}.`);
  return launchChromium(chromiumPath);
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
