import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that named nothing, or something of another conference, stop naming it; the log keeps what was asked. */
const cleared = [
  `update poll p set subject_id = null where subject_id is not null and (kind <> 'YES_NO_ABSTAIN' or not exists (
     select from award_proposal a where a.id = p.subject_id and a.conference_id = p.conference_id))`,
  `update poll p set agenda_item_id = null where agenda_item_id is not null and not exists (
     select from agenda_item i where i.id = p.agenda_item_id and i.conference_id = p.conference_id)`,
  `update poll p set previous_id = null where previous_id is not null and not exists (
     select from poll b where b.id = p.previous_id and b.conference_id = p.conference_id)`,
  `update poll_option o set subject_id = null where subject_id is not null and not exists (
     select from award_proposal a join poll p on p.conference_id = a.conference_id
     where a.id = o.subject_id and p.id = o.poll_id)`,
  // A proposal says which member it is for.
  'update poll_option set member_id = null where subject_id is not null',
  `update poll_option o set subject_id = null where subject_id is not null and exists (
     select from poll_option b where b.poll_id = o.poll_id and b.subject_id = o.subject_id and b.ordinal < o.ordinal)`,
  `update poll_option o set member_id = null where member_id is not null and exists (
     select from poll_option b where b.poll_id = o.poll_id and b.member_id = o.member_id and b.ordinal < o.ordinal)`,
  `update leadership_term t set conference_id = null where conference_id is not null and not exists (
     select from conference c where c.id = t.conference_id)`,
];

const ofOneConference = ['award_proposal', 'agenda_item', 'poll'] as const;

/**
 * What a row names exists, and in the same conference. What a poll is about is an award proposal by name; an option stands
 * for a proposal or for a member, each once in a poll. A line of the roll is an elector's, a named ballot stands on the roll.
 */
export class HeldReferences1795000000110 implements MigrationInterface {
  readonly name = 'HeldReferences1795000000110';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of cleared) await runner.query(statement);
    for (const table of ofOneConference)
      await runner.query(
        `alter table ${table} add constraint ${table}_id_conference_id_key unique (id, conference_id)`,
      );
    await runner.query('alter table poll rename column subject_id to proposal_id');
    await runner.query(`
      alter table poll
        drop constraint poll_agenda_item_id_fkey,
        drop constraint poll_previous_id_fkey,
        add constraint poll_proposal_check check (proposal_id is null or kind = 'YES_NO_ABSTAIN'),
        add constraint poll_proposal_id_conference_id_fkey
          foreign key (proposal_id, conference_id) references award_proposal(id, conference_id),
        add constraint poll_agenda_item_id_conference_id_fkey
          foreign key (agenda_item_id, conference_id) references agenda_item(id, conference_id),
        add constraint poll_previous_id_conference_id_fkey
          foreign key (previous_id, conference_id) references poll(id, conference_id)
    `);
    await runner.query('alter table poll_option rename column subject_id to proposal_id');
    await runner.query(`
      alter table poll_option
        add constraint poll_option_about_check check (proposal_id is null or member_id is null),
        add constraint poll_option_poll_id_proposal_id_key unique (poll_id, proposal_id),
        add constraint poll_option_poll_id_member_id_key unique (poll_id, member_id),
        add constraint poll_option_proposal_id_fkey foreign key (proposal_id) references award_proposal(id)
    `);
    await runner.query(`
      alter table poll_elector
        add constraint poll_elector_elector_check check (elector_id = coalesce(delegate_id, member_id))
    `);
    await runner.query(`
      alter table poll_roll
        drop constraint poll_roll_poll_id_fkey,
        add constraint poll_roll_poll_id_elector_id_fkey
          foreign key (poll_id, elector_id) references poll_elector(poll_id, elector_id)
    `);
    await runner.query(`
      alter table named_ballot
        drop constraint named_ballot_poll_id_fkey,
        add constraint named_ballot_poll_id_elector_id_fkey
          foreign key (poll_id, elector_id) references poll_roll(poll_id, elector_id)
    `);
    for (const table of ['leadership_term', 'result', 'movement'])
      await runner.query(`
        alter table ${table}
          add constraint ${table}_conference_id_fkey foreign key (conference_id) references conference(id)
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['leadership_term', 'result', 'movement'])
      await runner.query(`alter table ${table} drop constraint ${table}_conference_id_fkey`);
    for (const [table, columns] of [
      ['named_ballot', 'poll_id_elector_id'],
      ['poll_roll', 'poll_id_elector_id'],
    ])
      await runner.query(`
        alter table ${table} drop constraint ${table}_${columns}_fkey,
          add constraint ${table}_poll_id_fkey foreign key (poll_id) references poll(id)
      `);
    await runner.query('alter table poll_elector drop constraint poll_elector_elector_check');
    await runner.query(`
      alter table poll_option
        drop constraint poll_option_about_check,
        drop constraint poll_option_poll_id_proposal_id_key,
        drop constraint poll_option_poll_id_member_id_key,
        drop constraint poll_option_proposal_id_fkey
    `);
    await runner.query('alter table poll_option rename column proposal_id to subject_id');
    await runner.query(`
      alter table poll
        drop constraint poll_proposal_check,
        drop constraint poll_proposal_id_conference_id_fkey,
        drop constraint poll_agenda_item_id_conference_id_fkey,
        drop constraint poll_previous_id_conference_id_fkey,
        add constraint poll_agenda_item_id_fkey foreign key (agenda_item_id) references agenda_item(id),
        add constraint poll_previous_id_fkey foreign key (previous_id) references poll(id)
    `);
    await runner.query('alter table poll rename column proposal_id to subject_id');
    for (const table of ofOneConference)
      await runner.query(`alter table ${table} drop constraint ${table}_id_conference_id_key`);
  }
}
