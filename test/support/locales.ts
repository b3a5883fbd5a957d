import {
  type Message,
  parse,
  type TextElement,
  Visitor as FluentVisitor,
  type VariableReference,
} from "@fluent/syntax";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";

const root = path.join(import.meta.dirname, "../..");

export interface LocaleText {
  /** The file's name without its ending: the feature. */
  file: string;
  key: string;
  /** The text as it is written, with its placeholders. */
  text: string;
  /** Only what people read of it, all variants in a row. */
  words: string;
  /** Names of what is put in, sorted. */
  placeholders: string[];
}

export interface Locale {
  texts: LocaleText[];
  /** Lines that Fluent cannot read. */
  junk: string[];
}

/** All texts of one language. */
export function readLocale(language: string): Locale {
  const folder = path.join(root, "locales", language);
  const locale: Locale = { texts: [], junk: [] };
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".ftl"))) {
    const source = readFileSync(path.join(folder, name), "utf8");
    for (const entry of parse(source, { withSpans: true }).body) {
      if (entry.type === "Junk") locale.junk.push(`${language}/${name}: ${entry.content}`);
      if (entry.type === "Message")
        locale.texts.push(toText(name.replace(/\.ftl$/, ""), entry, source));
    }
  }
  return locale;
}

function toText(file: string, message: Message, source: string): LocaleText {
  const placeholders = new Set<string>();
  const words: string[] = [];
  class Reader extends FluentVisitor {
    visitVariableReference({ id }: VariableReference): void {
      placeholders.add(id.name);
    }
    visitTextElement({ value }: TextElement): void {
      words.push(value);
    }
  }
  new Reader().visit(message);
  const { start, end } = message.value?.span ?? { start: 0, end: 0 };
  const text = source
    .slice(start, end)
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
  return {
    file,
    key: message.id.name,
    text,
    words: words.join(" "),
    placeholders: [...placeholders].toSorted(),
  };
}

export interface UsedKeys {
  /** Patterns of all keys that the sources name: `home-command-${name}` is one too. */
  all: RegExp[];
  /** Whole keys, without any part that is filled in. */
  whole: string[];
  /** Those shown letter by letter: `t.plain(…)`, and the labels of the main menu. */
  plain: RegExp[];
  /** Those that answer a tap. */
  toasts: RegExp[];
}

/** Which keys of the given features the product's sources use. */
export function usedKeys(features: string[]): UsedKeys {
  const looksLikeKey = new RegExp(`^(${features.join("|")})-[a-z0-9-]*$`);
  const used: UsedKeys = { all: [], whole: [], plain: [], toasts: [] };
  for (const file of productSources()) {
    const { program } = parseSync(file, readFileSync(file, "utf8"), { sourceType: "module" });
    const patternsIn = (node: unknown): RegExp[] => {
      const found: RegExp[] = [];
      new Visitor(keyVisitor(looksLikeKey, (pattern) => found.push(pattern))).visit(
        wrap(node) as typeof program,
      );
      return found;
    };
    new Visitor({
      ...keyVisitor(looksLikeKey, (pattern, whole) => {
        used.all.push(pattern);
        if (whole !== undefined) used.whole.push(whole);
      }),
      CallExpression(call) {
        const name = calledName(call.callee);
        if (name === "plain") used.plain.push(...patternsIn(call.arguments[0]));
        if (name === "answerTap") used.toasts.push(...patternsIn(call.arguments[1]));
      },
      ReturnStatement({ argument }) {
        if (argument?.type === "CallExpression" && calledName(argument.callee) === "plain")
          if (file.endsWith(".handlers.ts")) used.toasts.push(...patternsIn(argument.arguments[0]));
      },
      Property({ key, value }) {
        if (key.type === "Identifier" && key.name === "label")
          used.plain.push(...patternsIn(value));
      },
    }).visit(program);
  }
  return used;
}

type Visit = (pattern: RegExp, whole?: string) => void;

function keyVisitor(looksLikeKey: RegExp, visit: Visit) {
  return {
    Literal({ value }: { value: unknown }) {
      if (typeof value === "string" && looksLikeKey.test(value))
        visit(new RegExp(`^${value}$`), value);
    },
    TemplateLiteral({ quasis }: { quasis: { value: { cooked: string | null } }[] }) {
      const parts = quasis.map(({ value }) => value.cooked ?? "");
      if (looksLikeKey.test(parts[0] ?? "") && parts.every((part) => /^[a-z0-9-]*$/.test(part)))
        visit(new RegExp(`^${parts.join("[a-z0-9_-]+")}$`));
    },
  };
}

function calledName(callee: { type: string; name?: unknown; property?: unknown }): unknown {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression") return undefined;
  return (callee.property as { name?: unknown }).name;
}

/** The visitor walks whole programs only. */
function wrap(expression: unknown) {
  const body = expression ? [{ type: "ExpressionStatement", expression }] : [];
  return { type: "Program", body, sourceType: "module", hashbang: null, start: 0, end: 0 };
}

function productSources(): string[] {
  const sources = path.join(root, "src");
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^(sandbox|generated|demo)[/\\]/.test(file))
    .map((file) => path.join(sources, file));
}
