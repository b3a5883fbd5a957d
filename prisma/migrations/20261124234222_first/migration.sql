-- CreateEnum
CREATE TYPE "TerritoryKind" AS ENUM ('region', 'city_okrug', 'municipal_okrug', 'municipal_district');

-- CreateEnum
CREATE TYPE "SupportKind" AS ENUM ('financial', 'informational', 'consulting', 'methodological');

-- CreateEnum
CREATE TYPE "CenterType" AS ENUM ('interregional', 'regional', 'municipal', 'partner');

-- CreateEnum
CREATE TYPE "CenterStatus" AS ENUM ('active', 'suspended', 'closed');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'network_staff', 'head', 'coordinator');

-- CreateEnum
CREATE TYPE "InvitationPurpose" AS ENUM ('staff', 'group');

-- CreateEnum
CREATE TYPE "ConsentPurpose" AS ENUM ('personal_data', 'mailings');

-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('waiting', 'claimed', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "RouteReason" AS ENUM ('municipal', 'regional', 'interregional', 'outside_region', 'no_center');

-- CreateEnum
CREATE TYPE "ClosedBy" AS ENUM ('author', 'center');

-- CreateEnum
CREATE TYPE "MessageSide" AS ENUM ('author', 'center');

-- CreateEnum
CREATE TYPE "CopyRole" AS ENUM ('card', 'author_original', 'author_copy', 'answer_original', 'answer_copy', 'notice');

-- CreateEnum
CREATE TYPE "HeldReason" AS ENUM ('unregistered', 'plain_message');

-- CreateEnum
CREATE TYPE "HeldState" AS ENUM ('held', 'sent', 'declined');

-- CreateEnum
CREATE TYPE "InboxState" AS ENUM ('new', 'done', 'dead');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('queued', 'sending', 'sent', 'failed', 'unknown');

-- CreateTable
CREATE TABLE "territories" (
    "code" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "kind" "TerritoryKind" NOT NULL,
    "name" TEXT NOT NULL,
    "name_short" TEXT NOT NULL,
    "aliases" TEXT[],
    "timezone" TEXT NOT NULL,
    "oktmo" TEXT,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "territories_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "centers" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "type" "CenterType" NOT NULL,
    "name" TEXT NOT NULL,
    "name_short" TEXT NOT NULL,
    "parent_id" UUID,
    "status" "CenterStatus" NOT NULL DEFAULT 'active',
    "kinds" "SupportKind"[],
    "phone" TEXT,
    "email" TEXT,
    "address" TEXT,
    "website" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'Asia/Yekaterinburg',
    "hours" JSONB NOT NULL DEFAULT '{}',
    "answer_days" INTEGER NOT NULL DEFAULT 2,
    "show_names" BOOLEAN NOT NULL DEFAULT false,
    "group_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "served_territories" (
    "center_id" UUID NOT NULL,
    "territory_code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "served_territories_pkey" PRIMARY KEY ("center_id","territory_code")
);

-- CreateTable
CREATE TABLE "groups" (
    "id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "is_forum" BOOLEAN NOT NULL DEFAULT false,
    "is_member" BOOLEAN NOT NULL DEFAULT true,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "can_manage_topics" BOOLEAN NOT NULL DEFAULT false,
    "can_delete_messages" BOOLEAN NOT NULL DEFAULT false,
    "can_pin_messages" BOOLEAN NOT NULL DEFAULT false,
    "reactions" JSONB,
    "protected_content" BOOLEAN NOT NULL DEFAULT false,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lost_at" TIMESTAMPTZ(3),

    CONSTRAINT "groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "center_id" UUID,
    "role" "Role" NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" "InvitationPurpose" NOT NULL,
    "role" "Role",
    "center_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_telegram_id" BIGINT,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_log" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_person_id" UUID,
    "center_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "staff_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'ru',
    "territory_code" TEXT,
    "outside_region" BOOLEAN NOT NULL DEFAULT false,
    "signed_up_at" TIMESTAMPTZ(3),
    "unreachable_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "version" TEXT NOT NULL,
    "button" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "form" TEXT,
    "inn" TEXT,
    "ogrn" TEXT,
    "territory_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "telegram_id" BIGINT NOT NULL,
    "kind" "SupportKind",
    "kind_chosen" BOOLEAN NOT NULL DEFAULT false,
    "territory_code" TEXT,
    "outside_region" BOOLEAN NOT NULL DEFAULT false,
    "wants_call" BOOLEAN NOT NULL DEFAULT false,
    "card_effect" TEXT,
    "question_id" UUID,
    "question_until" TIMESTAMPTZ(3),
    "card_due_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "reminders_sent" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("telegram_id")
);

-- CreateTable
CREATE TABLE "draft_messages" (
    "telegram_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_messages_pkey" PRIMARY KEY ("telegram_id","message_id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "author_id" UUID NOT NULL,
    "territory_code" TEXT,
    "outside_region" BOOLEAN NOT NULL DEFAULT false,
    "kind" "SupportKind",
    "organisation_id" UUID,
    "owner_center_id" UUID,
    "route_reason" "RouteReason" NOT NULL,
    "route_contested" BOOLEAN NOT NULL DEFAULT false,
    "state" "QuestionState" NOT NULL DEFAULT 'waiting',
    "wants_call" BOOLEAN NOT NULL DEFAULT false,
    "claimed_by_id" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_answered_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" "ClosedBy",
    "helped" BOOLEAN,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_changes" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_person_id" UUID,
    "what" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "question_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_messages" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "side" "MessageSide" NOT NULL,
    "sender_id" UUID,
    "content" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "delivered" BOOLEAN,

    CONSTRAINT "question_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_desks" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "center_id" UUID,
    "chat_id" BIGINT NOT NULL,
    "is_group" BOOLEAN NOT NULL,
    "has_topic" BOOLEAN NOT NULL DEFAULT false,
    "topic_id" INTEGER,
    "topic_look" TEXT,
    "card_message_id" INTEGER,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),
    "is_lost" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "question_desks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_copies" (
    "chat_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "role" "CopyRole" NOT NULL,
    "question_id" UUID NOT NULL,
    "question_message_id" UUID,
    "desk_id" UUID,

    CONSTRAINT "message_copies_pkey" PRIMARY KEY ("chat_id","message_id")
);

-- CreateTable
CREATE TABLE "held_answers" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "desk_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "sender_telegram_id" BIGINT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "reason" "HeldReason" NOT NULL,
    "state" "HeldState" NOT NULL DEFAULT 'held',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "held_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL,
    "center_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "starts_at_local" TIMESTAMP(0) NOT NULL,
    "ends_at_local" TIMESTAMP(0) NOT NULL,
    "timezone" TEXT NOT NULL,
    "place" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activities" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "center_id" UUID,
    "territory_code" TEXT,
    "kind" "SupportKind",
    "channel" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "minutes" INTEGER,

    CONSTRAINT "activities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "performed" (
    "cause" TEXT NOT NULL,
    "use_case" TEXT NOT NULL,
    "outcome" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "performed_pkey" PRIMARY KEY ("cause","use_case")
);

-- CreateTable
CREATE TABLE "inbox" (
    "update_id" BIGINT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "InboxState" NOT NULL DEFAULT 'new',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "effect_key" TEXT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "lane" SMALLINT NOT NULL DEFAULT 0,
    "method" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "reply_to_effect" TEXT,
    "target_effect" TEXT,
    "topic_effect" TEXT,
    "about" JSONB,
    "state" "OutboxState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "result" JSONB,
    "error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "territories_region_code_idx" ON "territories"("region_code");

-- CreateIndex
CREATE UNIQUE INDEX "centers_code_key" ON "centers"("code");

-- CreateIndex
CREATE INDEX "centers_parent_id_idx" ON "centers"("parent_id");

-- CreateIndex
CREATE INDEX "served_territories_territory_code_idx" ON "served_territories"("territory_code");

-- CreateIndex
CREATE UNIQUE INDEX "groups_chat_id_key" ON "groups"("chat_id");

-- CreateIndex
CREATE INDEX "assignments_person_id_idx" ON "assignments"("person_id");

-- CreateIndex
CREATE INDEX "assignments_center_id_idx" ON "assignments"("center_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "staff_log_center_id_at_idx" ON "staff_log"("center_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "people_telegram_id_key" ON "people"("telegram_id");

-- CreateIndex
CREATE INDEX "consents_person_id_idx" ON "consents"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisations_inn_key" ON "organisations"("inn");

-- CreateIndex
CREATE UNIQUE INDEX "organisations_ogrn_key" ON "organisations"("ogrn");

-- CreateIndex
CREATE INDEX "organisations_territory_code_idx" ON "organisations"("territory_code");

-- CreateIndex
CREATE INDEX "memberships_person_id_idx" ON "memberships"("person_id");

-- CreateIndex
CREATE INDEX "memberships_organisation_id_idx" ON "memberships"("organisation_id");

-- CreateIndex
CREATE INDEX "drafts_card_due_at_idx" ON "drafts"("card_due_at");

-- CreateIndex
CREATE INDEX "drafts_remind_at_idx" ON "drafts"("remind_at");

-- CreateIndex
CREATE UNIQUE INDEX "questions_number_key" ON "questions"("number");

-- CreateIndex
CREATE INDEX "questions_author_id_state_idx" ON "questions"("author_id", "state");

-- CreateIndex
CREATE INDEX "questions_owner_center_id_state_idx" ON "questions"("owner_center_id", "state");

-- CreateIndex
CREATE INDEX "question_changes_question_id_at_idx" ON "question_changes"("question_id", "at");

-- CreateIndex
CREATE INDEX "question_messages_question_id_sent_at_idx" ON "question_messages"("question_id", "sent_at");

-- CreateIndex
CREATE INDEX "question_desks_question_id_idx" ON "question_desks"("question_id");

-- CreateIndex
CREATE INDEX "question_desks_chat_id_topic_id_idx" ON "question_desks"("chat_id", "topic_id");

-- CreateIndex
CREATE INDEX "message_copies_question_message_id_idx" ON "message_copies"("question_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "held_answers_chat_id_message_id_key" ON "held_answers"("chat_id", "message_id");

-- CreateIndex
CREATE INDEX "sessions_event_id_idx" ON "sessions"("event_id");

-- CreateIndex
CREATE INDEX "activities_what_at_idx" ON "activities"("what", "at");

-- CreateIndex
CREATE INDEX "activities_center_id_at_idx" ON "activities"("center_id", "at");

-- CreateIndex
CREATE INDEX "performed_at_idx" ON "performed"("at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_effect_key_key" ON "outbox"("effect_key");

-- AddForeignKey
ALTER TABLE "centers" ADD CONSTRAINT "centers_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "centers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "centers" ADD CONSTRAINT "centers_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "served_territories" ADD CONSTRAINT "served_territories_center_id_fkey" FOREIGN KEY ("center_id") REFERENCES "centers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "served_territories" ADD CONSTRAINT "served_territories_territory_code_fkey" FOREIGN KEY ("territory_code") REFERENCES "territories"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_center_id_fkey" FOREIGN KEY ("center_id") REFERENCES "centers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_center_id_fkey" FOREIGN KEY ("center_id") REFERENCES "centers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_territory_code_fkey" FOREIGN KEY ("territory_code") REFERENCES "territories"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_territory_code_fkey" FOREIGN KEY ("territory_code") REFERENCES "territories"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_territory_code_fkey" FOREIGN KEY ("territory_code") REFERENCES "territories"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_messages" ADD CONSTRAINT "draft_messages_telegram_id_fkey" FOREIGN KEY ("telegram_id") REFERENCES "drafts"("telegram_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_territory_code_fkey" FOREIGN KEY ("territory_code") REFERENCES "territories"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_owner_center_id_fkey" FOREIGN KEY ("owner_center_id") REFERENCES "centers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_claimed_by_id_fkey" FOREIGN KEY ("claimed_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_changes" ADD CONSTRAINT "question_changes_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_desks" ADD CONSTRAINT "question_desks_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_desks" ADD CONSTRAINT "question_desks_center_id_fkey" FOREIGN KEY ("center_id") REFERENCES "centers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_copies" ADD CONSTRAINT "message_copies_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_copies" ADD CONSTRAINT "message_copies_question_message_id_fkey" FOREIGN KEY ("question_message_id") REFERENCES "question_messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_copies" ADD CONSTRAINT "message_copies_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "question_desks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_answers" ADD CONSTRAINT "held_answers_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_answers" ADD CONSTRAINT "held_answers_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "question_desks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_center_id_fkey" FOREIGN KEY ("center_id") REFERENCES "centers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is still to be sent or handled: small however long the history grows.
CREATE INDEX "outbox_pending" ON "outbox"("chat_id", "lane", "id") WHERE "state" IN ('queued', 'sending');
CREATE INDEX "inbox_new" ON "inbox"("update_id") WHERE "state" = 'new';
-- Nobody has the same role in the same place twice at a time.
CREATE UNIQUE INDEX "assignments_once" ON "assignments"("person_id", "center_id", "role") NULLS NOT DISTINCT WHERE "until" IS NULL;
-- Open questions are few, however many there have been.
CREATE INDEX "questions_open" ON "questions"("asked_at") WHERE "state" <> 'closed';
