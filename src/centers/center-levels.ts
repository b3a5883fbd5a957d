import type { CenterType } from "./center.ts";

/** Below which types a center may stand. The levels rise, so nothing can stand below itself. */
const mayStandBelow: Record<CenterType, readonly CenterType[]> = {
  interregional: [],
  regional: ["interregional"],
  municipal: ["regional", "interregional"],
  partner: ["interregional", "regional", "municipal"],
};

/**
 * Says what is wrong with a center's place in the network.
 *
 * @param types all centers that may be named, by code.
 */
export function parentMistakes(
  center: { type: CenterType; parent: string | null },
  types: ReadonlyMap<string, CenterType>,
): string[] {
  const { type, parent } = center;
  if (parent === null) return type === "municipal" ? ["a municipal center needs a parent"] : [];
  const parentType = types.get(parent);
  if (parentType === undefined) return [`parent ${parent} is neither in the file nor known`];
  if (mayStandBelow[type].includes(parentType)) return [];
  return [`a ${type} center cannot stand below ${parent}, which is ${parentType}`];
}
