import type { ReplyKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import { type AccessStore, isStaff } from "../access/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Perform } from "../platform/perform.ts";
import type { BotContext, HomeButton, Translations } from "../telegram/index.ts";
import { createAssignmentStore } from "./assignment-store.ts";
import { createGroupHandlers } from "./bot/group.handlers.ts";
import { createJoiningHandlers } from "./bot/joining.handlers.ts";
import { createNotices } from "./bot/notices.ts";
import { createStaffArea } from "./bot/staff.handlers.ts";
import type { Center } from "./center.ts";
import { createCenterStore } from "./center-store.ts";
import { createDeskPlaces } from "./desk-places.ts";
import { createDirectoryLoader } from "./directory-loader.ts";
import type { Group } from "./group.ts";
import { createGroupStore } from "./group-store.ts";
import { createInvitationStore } from "./invitation-store.ts";
import { staffLink } from "./links.ts";
import { createListCenters } from "./list-centers.ts";
import { createUseCases } from "./use-cases.ts";

export { anonymousScreen } from "./bot/group.screens.ts";
export { hoursText } from "./bot/hours-text.ts";
export {
  type Center,
  type DeskPlace,
  type Directory,
  type DirectoryCenter,
  lineageOf,
  type SupportKind,
  supportKinds,
} from "./center.ts";
export { createDirectoryLoader, type DirectoryLoader } from "./directory-loader.ts";
export type { Group } from "./group.ts";
export { addWorkingDays } from "./hours.ts";
export type { LoadCentersOutcome } from "./load-centers.ts";
export { createTerritories, readOwnTerritories, type TerritoryCatalogue } from "./territories.ts";
export type { Territory } from "./territory.ts";

export interface CentersDependencies {
  prisma: Database["prisma"];
  perform: Perform;
  clock: Clock;
  access: AccessStore;
  translations: Translations;
  /** Told after the commit when a center may have become reachable: questions may wait for it. */
  onReachable: (cause: string) => Promise<void>;
  /** Told after the commit when we are not in a group any more. */
  onGroupLost: (chatId: number) => Promise<void>;
  /** Told after the commit when a group has a new chat id. */
  onGroupMoved: (cause: string, fromChatId: number, toChatId: number) => Promise<void>;
  /** The main menu of whoever acts; asked only while updates are handled. */
  keyboard: (ctx: BotContext) => ReplyKeyboardMarkup;
}

/** The directory of the network: territories, centers, their groups and people. */
export function createCenters(deps: CentersDependencies) {
  const { prisma, perform, clock, access, translations, onReachable } = deps;
  const centers = createCenterStore(prisma);
  const groups = createGroupStore(prisma);
  const assignments = createAssignmentStore(prisma);
  const useCases = createUseCases({
    perform,
    clock,
    access,
    centers,
    groups,
    assignments,
    onReachable,
    invitations: createInvitationStore(prisma),
    notices: createNotices(translations),
  });
  const loader = createDirectoryLoader({ prisma, perform, clock });
  const { territories } = loader;
  const places = createDeskPlaces({ groups, assignments });
  const list = createListCenters({ centers, groups, assignments, territories });
  const groupByChat = (chatId: number) => groups.byChat(chatId);

  const staffArea = createStaffArea({ useCases, list, territories });
  const { keyboard, onGroupMoved, onGroupLost } = deps;
  const handlers = new Composer<BotContext>(
    createGroupHandlers({ useCases, groupByChat, onGroupMoved, onGroupLost }),
    createJoiningHandlers({ useCases, access, staffArea, keyboard }),
    staffArea.composer,
  );
  const homeButtons: HomeButton[] = [
    {
      label: "centers-home-button",
      isFor: ({ actor }) => isStaff(actor),
      open: (ctx) => staffArea.open(ctx),
    },
  ];

  return {
    handlers,
    homeButtons,
    territories,
    loadTerritories: loader.loadTerritories,
    loadCenters: loader.loadCenters,
    /** All active centers, with their territories and whether anyone is there to answer. */
    readDirectory: () => centers.readDirectory(),
    /** Where a center's questions are worked on: its group, else its people's private chats. */
    deskPlaces: (centerId: string) => places.ofCenter(centerId),
    /** The private chats of the network's owners. */
    ownerPlaces: () => places.ofOwners(),
    /** A connected group and the centers that work there; undefined for any other chat. */
    async groupByChat(chatId: number): Promise<{ group: Group; centers: Center[] } | undefined> {
      const group = await groups.byChat(chatId);
      return group && { group, centers: await centers.inGroup(group.id) };
    },
    approveColleague: useCases.approveColleague,
    /** For the sender: Telegram says that we are not in the group any more. */
    groupLost: useCases.noteLostGroup,
    /** For the sender: Telegram says that the group has a new id. */
    moveGroup: useCases.moveGroup,

    /** Makes the people whom the settings name owners of the network. */
    ensureOwners: (telegramIds: number[]) =>
      useCases.ensureOwners({
        cause: `start:${clock.now().toISOString()}`,
        telegramIds,
        name: translations("ru").plain("centers-role-owner"),
      }),

    /** The link through which the first owner joins; null once there is one. */
    async ownerInvitation(botUsername: string): Promise<string | null> {
      const token = await useCases.inviteFirstOwner(`start:${clock.now().toISOString()}`);
      return token === null ? null : staffLink(botUsername, token);
    },
  };
}
