export const roles = ["owner", "network_staff", "head", "coordinator"] as const;
export type Role = (typeof roles)[number];

/** A role that a person has now; without a center it covers the network. */
export interface Assignment {
  role: Role;
  centerId: string | null;
}

/** How far a right reaches: the actor's own center, also the centers below it, or the whole network. */
export type Scope = "center" | "below" | "network";

/**
 * The one table of rights: what each role may do, and how far. A role that an action does not
 * name may not do it.
 */
export const rights = {
  "question.see": {
    coordinator: "center",
    head: "below",
    network_staff: "network",
    owner: "network",
  },
  "question.claim": { coordinator: "center", head: "below", owner: "network" },
  "question.answer": { coordinator: "center", head: "below", owner: "network" },
  "question.set-kind": { coordinator: "center", head: "below", owner: "network" },
  "question.close": { coordinator: "center", head: "below", owner: "network" },
  "answer.approve-sender": { head: "below", owner: "network" },
  "center.see": {
    coordinator: "center",
    head: "below",
    network_staff: "network",
    owner: "network",
  },
  "center.invite-coordinator": { head: "below", network_staff: "network", owner: "network" },
  "center.invite-head": { network_staff: "network", owner: "network" },
  "center.connect-group": { head: "below", network_staff: "network", owner: "network" },
  "network.invite-staff": { owner: "network" },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Action = keyof typeof rights;

/**
 * Whether the assignments allow the action.
 *
 * @param lineage the center that the action is about and the centers above it, nearest first;
 *   empty for what belongs to no center: only a right over the network covers it.
 */
export function may(
  assignments: readonly Assignment[],
  action: Action,
  lineage: readonly string[],
): boolean {
  const row: Partial<Record<Role, Scope>> = rights[action];
  return assignments.some(({ role, centerId }) => {
    const scope = row[role];
    if (scope === undefined) return false;
    if (scope === "network") return true;
    if (centerId === null) return false;
    return scope === "below" ? lineage.includes(centerId) : lineage[0] === centerId;
  });
}
