import type { Locator, Page } from 'playwright-core';

// The names by which people, screen readers and checks find things in a page.

const TEXT_FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, [contenteditable]';

export function findTextField(page: Page, name: RegExp): Locator {
  const named = page.getByLabel(name).or(page.getByPlaceholder(name)).or(page.getByRole('textbox', { name }));
  return page.locator(TEXT_FIELDS).and(named);
}

/** Matches what has this name and no other words. */
export function exactName(name: string): RegExp {
  return new RegExp(`^\\s*${literally(name)}\\s*$`, 'iu');
}

/** A name as it stands in the page: with a sign before it, or more words behind it, it is still that name. */
export function looseName(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${literally(name)}`, 'iu');
}

function literally(text: string): string {
  return text.replaceAll(/[/\\^$.*+?()[\]{}|]/g, '\\$&');
}
