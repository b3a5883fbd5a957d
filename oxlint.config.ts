import { defineConfig } from "oxlint";
import {
  FEATURES,
  forbidden,
  MAY_KNOW,
  mayUseProcess,
  PACKAGES,
  partOf,
} from "./test/support/house-plan.ts";

const PARTS = Object.keys(MAY_KNOW);

/**
 * Kinds of files that have the same rights: a pattern and one example, below src. The last entry
 * that fits a file counts, so the special ones come later.
 */
const KINDS: [pattern: string, example: string][] = [
  ...PARTS.flatMap((part): [string, string][] => [
    [`${part}.ts`, `${part}.ts`],
    [`${part}/**/*.ts`, `${part}/x.ts`],
    [`${part}/**/*-store.ts`, `${part}/x-store.ts`],
  ]),
  ...FEATURES.flatMap((feature): [string, string][] => [
    [`${feature}/index.ts`, `${feature}/index.ts`],
    [`${feature}/bot/**/*.ts`, `${feature}/bot/x.ts`],
  ]),
  ["telegram/**/*session*.ts", "telegram/session.ts"],
  ["platform/redis.ts", "platform/redis.ts"],
  ["platform/database.ts", "platform/database.ts"],
  ["platform/perform.ts", "platform/perform.ts"],
  ["platform/transaction.ts", "platform/transaction.ts"],
];

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc", "promise", "node", "vitest"],
  categories: { correctness: "error", suspicious: "warn" },
  options: { typeAware: true },
  rules: {
    "import/no-cycle": "error",
    "max-lines": ["error", { max: 300 }],
    "typescript/ban-ts-comment": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],

    // `pg` is imported whole, as its documentation does
    "import/no-named-as-default-member": "off",
    // the compiler's strict mode sees a missing return better
    "typescript/consistent-return": "off",
    // our factories' methods use no `this`
    "typescript/unbound-method": "off",
    // what comes from outside is asserted once, at the border, after it was checked
    "typescript/no-unsafe-type-assertion": "off",
    // [...text] is how code points are counted
    "typescript/no-misused-spread": ["error", { allow: ["string"] }],
    // state that a callback changes looks unmodified
    "no-unmodified-loop-condition": "off",
    "no-underscore-dangle": "off",
    "unicorn/consistent-function-scoping": "off",
    // waiting for what a person sees is an assertion too
    "vitest/expect-expect": "off",
  },
  overrides: KINDS.map(([pattern, example]) => ({
    files: [`src/${pattern}`],
    rules: {
      "no-restricted-imports": ["error", { patterns: restrictions(example) }],
      "no-restricted-globals": mayUseProcess(example) ? "off" : ["error", "process"],
    },
  })),
  ignorePatterns: ["src/generated/**"],
});

function restrictions(example: string): { group: string[]; message: string }[] {
  const packages = PACKAGES.filter(({ allowed }) => !allowed(example));
  const parts = PARTS.filter((part) => part !== partOf(example)).flatMap((part) => {
    const message = forbidden(example, `${part}/x.ts`);
    if (message === undefined) return [];
    const roots = example.includes("/") ? ["../", "../../"] : ["./"];
    const group = [`**/${part}/**`, ...roots.map((root) => `${root}${part}.ts`)];
    if (!forbidden(example, `${part}/index.ts`)) group.push(`!**/${part}/index.ts`);
    return [{ group, message }];
  });
  const ownBot = forbidden(example, `${partOf(example)}/bot/x.ts`);
  return [
    ...packages.map(({ names, rule }) => ({ group: names, message: rule })),
    ...parts,
    ...(ownBot === undefined ? [] : [{ group: ["./bot/**"], message: ownBot }]),
  ];
}
