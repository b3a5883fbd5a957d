import type { AssignmentStore, Colleague } from "./assignment-store.ts";
import type { DeskPlace } from "./center.ts";
import { isWorking, placeIn, privatePlace } from "./group.ts";
import type { GroupStore } from "./group-store.ts";

export interface DeskPlacesDependencies {
  groups: GroupStore;
  assignments: AssignmentStore;
}

/** Finds the chats where a center's questions are worked on. */
export function createDeskPlaces({ groups, assignments }: DeskPlacesDependencies) {
  return {
    /** The center's group; without one, the private chats of all who work there. */
    async ofCenter(centerId: string): Promise<DeskPlace[]> {
      const group = await groups.ofCenter(centerId);
      if (group && isWorking(group)) return [placeIn(group)];
      return placesOf(await assignments.atDesk(centerId));
    },

    async ofOwners(): Promise<DeskPlace[]> {
      return placesOf(await assignments.owners());
    },
  };
}

function placesOf(people: Colleague[]): DeskPlace[] {
  return people
    .filter(({ isUnreachable }) => !isUnreachable)
    .map(({ telegramId }) => privatePlace(telegramId));
}
