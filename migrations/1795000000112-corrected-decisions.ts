import type { MigrationInterface, QueryRunner } from 'typeorm';

const older = `step in ('AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED')`;

/**
 * A step may correct an earlier one of its proposal, which stays; a proposal may be withdrawn, with a reason. What ended
 * may be proposed again, so that one award, member and year may have several proposals at a conference.
 */
export class CorrectedDecisions1795000000112 implements MigrationInterface {
  readonly name = 'CorrectedDecisions1795000000112';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table award_decision
        add column corrects_id uuid,
        add column reason text,
        drop constraint award_decision_step_check,
        add constraint award_decision_step_check
          check (step in ('AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED', 'WITHDRAWN', 'RETRACTED')),
        add constraint award_decision_reason_check
          check ((reason is not null) = (corrects_id is not null or step = 'WITHDRAWN')),
        add constraint award_decision_retracted_check check (step <> 'RETRACTED' or corrects_id is not null),
        add constraint award_decision_corrects_id_key unique (corrects_id),
        add constraint award_decision_id_proposal_id_key unique (id, proposal_id)
    `);
    await runner.query(`
      alter table award_decision add constraint award_decision_corrects_id_proposal_id_fkey
        foreign key (corrects_id, proposal_id) references award_decision(id, proposal_id)
    `);
    await runner.query(`
      alter table award_proposal drop constraint award_proposal_conference_id_award_id_member_id_year_key
    `);
    await runner.query(`
      create index award_proposal_conference_id_award_id_member_id_year_idx
        on award_proposal (conference_id, award_id, member_id, year)
    `);
  }

  /** Fails where something was withdrawn, retracted or proposed again: the older release has no place for it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index award_proposal_conference_id_award_id_member_id_year_idx');
    await runner.query(`
      alter table award_proposal add constraint award_proposal_conference_id_award_id_member_id_year_key
        unique (conference_id, award_id, member_id, year)
    `);
    await runner.query(`
      alter table award_decision
        drop column corrects_id,
        drop column reason,
        drop constraint award_decision_step_check,
        add constraint award_decision_step_check check (${older}),
        drop constraint award_decision_id_proposal_id_key
    `);
  }
}
