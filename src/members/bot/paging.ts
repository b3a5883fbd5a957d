import type { ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";

const pageSize = 8;

/** One page of a long list; a page beyond its end is the last one. */
export function pageOf<Item>(items: readonly Item[], wanted: number) {
  const pages = Math.max(1, Math.ceil(items.length / pageSize));
  const page = Math.min(wanted, pages - 1);
  return {
    items: items.slice(page * pageSize, (page + 1) * pageSize),
    page,
    pages,
  };
}

/** The row that turns the pages; none where there is only one. */
export function turningRow(
  at: { page: number; pages: number },
  dataOf: (page: number) => string,
  t: Translate,
): ScreenButton[][] {
  const row: ScreenButton[] = [];
  if (at.page > 0) row.push({ text: t.plain("members-button-earlier"), data: dataOf(at.page - 1) });
  if (at.page < at.pages - 1)
    row.push({ text: t.plain("members-button-later"), data: dataOf(at.page + 1) });
  return row.length > 0 ? [row] : [];
}

/** «Страница 2 из 3»; nothing where there is only one. */
export function pageLine(at: { page: number; pages: number }, t: Translate): string[] {
  if (at.pages === 1) return [];
  return [t("members-page", { page: String(at.page + 1), pages: String(at.pages) })];
}
