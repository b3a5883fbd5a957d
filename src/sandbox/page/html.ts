import htm from "htm";
import { h, type ComponentChildren, type VNode } from "preact";

/** What a component of the page returns. */
export type View = VNode | null;
export type Children = ComponentChildren;

/** JSX without a build: tagged templates that make Preact nodes. Text is always escaped by Preact. */
export const html = htm.bind(h) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode;

/** Joins the class names that apply. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
