import fc from "fast-check";
import type { FuzzUpdate } from "./updates.ts";

const nonsense = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, -(2 ** 62), 1e300, "", "0", [], {}, [[]], {
    id: null,
  }),
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const unknownField = fc.constantFrom(
  "new_field",
  "__proto__",
  "constructor",
  "",
  "a\0b",
  "\uD83D",
  "from",
  "chat",
  "text",
  "message",
);

type Change = { where: number; how: "drop" | "replace" | "add"; value: unknown; name: string };

const change: fc.Arbitrary<Change> = fc.record({
  where: fc.nat({ max: 1_000_000 }),
  how: fc.constantFrom("drop", "replace", "add"),
  value: nonsense,
  name: unknownField,
});

/** The same update with fields that are missing, unknown, or of a wrong type, anywhere in it. */
export function malformed(update: fc.Arbitrary<FuzzUpdate>): fc.Arbitrary<FuzzUpdate> {
  return fc
    .tuple(update, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([whole, changes]) => changes.reduce((now, one) => changed(now, one), whole));
}

function changed(update: FuzzUpdate, { where, how, value, name }: Change): FuzzUpdate {
  const copy = structuredClone(update);
  const places = placesIn(copy);
  const place = places[where % places.length];
  if (!place) return copy;
  const { parent, key } = place;
  if (how === "replace") set(parent, key, value);
  else if (how === "add") set(parent, name, value);
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return copy;
}

// an own field also by the name of __proto__, as JSON.parse makes it
function set(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(parent: object): { parent: object; key: string }[] {
  return Object.entries(parent).flatMap(([key, value]: [string, unknown]) => [
    { parent, key },
    ...(typeof value === "object" && value !== null ? placesIn(value) : []),
  ]);
}
