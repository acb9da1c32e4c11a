import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All tables of the first release. */
export class Initial1795000000000 implements MigrationInterface {
  readonly name = 'Initial1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bloc (
        id uuid not null,
        slug text not null,
        kind text not null,
        name jsonb not null,
        constraint bloc_slug_key unique (slug),
        constraint bloc_kind_check check (kind in ('CUM', 'KHOI')),
        constraint bloc_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table member (
        id uuid not null,
        bloc_id uuid not null,
        code text not null,
        ordinal integer not null,
        official_name jsonb not null,
        short_name jsonb not null,
        aliases text array not null,
        constraint member_bloc_id_code_key unique (bloc_id, code),
        constraint member_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table conference (
        id uuid not null,
        bloc_id uuid not null,
        slug text not null,
        kind text not null,
        nature text not null,
        state text not null,
        visibility text not null,
        name jsonb not null,
        closes_year integer,
        opens_year integer,
        held_on date,
        held_text jsonb,
        place jsonb,
        host_id uuid,
        agenda_note jsonb,
        rehearses_id uuid,
        source jsonb,
        opened_at timestamptz(3),
        closed_at timestamptz(3),
        constraint conference_slug_key unique (slug),
        constraint conference_visibility_check check (visibility in ('PUBLIC', 'PARTICIPANTS')),
        constraint conference_nature_check check (nature in ('RECORD', 'LIVE', 'REHEARSAL') and (nature = 'REHEARSAL') = (rehearses_id is not null)),
        constraint conference_state_check check (state in ('PLANNED', 'OPEN', 'CLOSED')),
        constraint conference_kind_check check (kind in ('ANNUAL', 'MIDYEAR')),
        constraint conference_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table delegate (
        id uuid not null,
        conference_id uuid not null,
        member_id uuid,
        proxy_for_id uuid,
        code text not null,
        ordinal integer not null,
        name jsonb not null,
        posts jsonb not null default '[]',
        may_vote boolean not null,
        may_sign boolean not null,
        attended boolean,
        constraint delegate_conference_id_code_key unique (conference_id, code),
        constraint delegate_mandate_check check (member_id is not null or not (may_vote or may_sign)),
        constraint delegate_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table account (
        id uuid not null,
        role text not null,
        name text not null,
        conference_id uuid,
        delegate_id uuid,
        scopes text array not null default '{}',
        revoked_at timestamptz(3),
        constraint account_scope_check check ((role in ('ADMINISTRATOR', 'APP') or conference_id is not null) and (role = 'DELEGATE') <= (delegate_id is not null)),
        constraint account_role_check check (role in ('ADMINISTRATOR', 'CHAIR', 'SECRETARY', 'DELEGATE', 'OBSERVER', 'APP')),
        constraint account_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table badge (
        id uuid not null,
        account_id uuid not null,
        code_hash bytea not null,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3),
        constraint badge_code_hash_key unique (code_hash),
        constraint badge_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table session (
        id uuid not null,
        account_id uuid not null,
        token_hash bytea not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        revoked_at timestamptz(3),
        constraint session_token_hash_key unique (token_hash),
        constraint session_pkey primary key (id)
      )
    `);
    await runner.query(`
      create index session_account_id_idx on session (account_id)
    `);
    await runner.query(`
      create table award (
        id uuid not null,
        code text not null,
        family text not null,
        name jsonb not null,
        grantor jsonb not null,
        aliases text array not null,
        constraint award_code_key unique (code),
        constraint award_family_check check (family in ('TITLE', 'FORM')),
        constraint award_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table award_proposal (
        id uuid not null,
        conference_id uuid not null,
        award_id uuid not null,
        member_id uuid not null,
        year integer not null,
        ordinal integer not null,
        reason jsonb,
        addressee jsonb,
        constraint award_proposal_conference_id_award_id_member_id_year_key unique (conference_id, award_id, member_id, year),
        constraint award_proposal_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table award_decision (
        id uuid not null,
        proposal_id uuid not null,
        ordinal integer not null,
        step text not null,
        number text,
        decided_on date,
        note jsonb,
        recorded_at timestamptz(3) not null,
        constraint award_decision_proposal_id_ordinal_key unique (proposal_id, ordinal),
        constraint award_decision_step_check check (step in ('AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED')),
        constraint award_decision_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table leadership_term (
        id uuid not null,
        bloc_id uuid not null,
        member_id uuid not null,
        conference_id uuid,
        year integer not null,
        role text not null,
        ordinal integer not null,
        mode text not null,
        rehearsal boolean not null default false,
        superseded_at timestamptz(3),
        constraint leadership_term_ordinal_check check (ordinal >= 1 and (role = 'DEPUTY' or ordinal = 1)),
        constraint leadership_term_mode_check check (mode in ('ANNOUNCED', 'ROTATION', 'ELECTED', 'ASSIGNED')),
        constraint leadership_term_role_check check (role in ('LEADER', 'DEPUTY')),
        constraint leadership_term_pkey primary key (id)
      )
    `);
    await runner.query(`
      create unique index leadership_term_current_key on leadership_term (bloc_id, year, role, ordinal) where superseded_at is null and not rehearsal
    `);
    await runner.query(`
      create unique index leadership_term_rehearsal_key on leadership_term (conference_id, year, role, ordinal) where superseded_at is null and rehearsal
    `);
    await runner.query(`
      create table membership (
        id uuid not null,
        member_id uuid not null,
        from_year integer,
        to_year integer,
        constraint membership_member_id_from_year_key unique (member_id, from_year),
        constraint membership_years_check check (to_year is null or from_year is null or to_year >= from_year),
        constraint membership_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table voting_rule (
        id uuid not null,
        bloc_id uuid not null,
        year integer not null,
        subject text not null,
        electorate text not null,
        quorum_numerator integer not null,
        quorum_denominator integer not null,
        pass_numerator integer not null,
        pass_denominator integer not null,
        pass_strict boolean not null,
        base text not null,
        seats integer,
        constraint voting_rule_bloc_id_year_subject_key unique (bloc_id, year, subject),
        constraint voting_rule_check check (electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO') and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0)),
        constraint voting_rule_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table agenda_item (
        id uuid not null,
        conference_id uuid not null,
        code text not null,
        ordinal integer not null,
        session text not null,
        title jsonb not null,
        state text not null,
        started_at timestamptz(3),
        finished_at timestamptz(3),
        constraint agenda_item_conference_id_code_key unique (conference_id, code),
        constraint agenda_item_session_check check (session in ('PREPARATORY', 'OFFICIAL')),
        constraint agenda_item_state_check check (state in ('PENDING', 'CURRENT', 'DONE')),
        constraint agenda_item_pkey primary key (id)
      )
    `);
    await runner.query(`
      create unique index agenda_item_current_key on agenda_item (conference_id) where state = 'CURRENT'
    `);
    await runner.query(`
      create table delegation (
        id uuid not null,
        conference_id uuid not null,
        member_id uuid,
        code text not null,
        ordinal integer not null,
        name jsonb not null,
        constraint delegation_conference_id_code_key unique (conference_id, code),
        constraint delegation_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table directive (
        id uuid not null,
        conference_id uuid not null,
        delegate_id uuid,
        code text not null,
        ordinal integer not null,
        kind text not null,
        number text,
        issuer jsonb,
        text jsonb not null,
        constraint directive_conference_id_code_key unique (conference_id, code),
        constraint directive_kind_check check (kind in ('DOCUMENT', 'SPEECH')),
        constraint directive_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table key_task (
        id uuid not null,
        conference_id uuid not null,
        code text not null,
        ordinal integer not null,
        text jsonb not null,
        flags jsonb not null default '[]',
        constraint key_task_conference_id_code_key unique (conference_id, code),
        constraint key_task_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table presence (
        id uuid not null,
        conference_id uuid not null,
        delegate_id uuid not null,
        checked_in_at timestamptz(3) not null,
        checked_out_at timestamptz(3),
        constraint presence_span_check check (checked_out_at is null or checked_out_at >= checked_in_at),
        constraint presence_pkey primary key (id)
      )
    `);
    await runner.query(`
      create index presence_conference_id_idx on presence (conference_id)
    `);
    await runner.query(`
      create unique index presence_open_key on presence (delegate_id) where checked_out_at is null
    `);
    await runner.query(`
      create table resolution (
        id uuid not null,
        conference_id uuid not null,
        code text not null,
        ordinal integer not null,
        method text not null,
        text jsonb not null,
        constraint resolution_conference_id_code_key unique (conference_id, code),
        constraint resolution_method_check check (method in ('CONSENSUS', 'POLL')),
        constraint resolution_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table indicator (
        id uuid not null,
        bloc_id uuid not null,
        code text not null,
        ordinal integer,
        name jsonb not null,
        unit jsonb,
        constraint indicator_bloc_id_code_key unique (bloc_id, code),
        constraint indicator_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table result (
        id uuid not null,
        bloc_id uuid not null,
        indicator_id uuid not null,
        member_id uuid,
        conference_id uuid not null,
        key text not null,
        ordinal integer,
        year integer not null,
        kind text not null,
        raw text not null,
        value numeric,
        unit text,
        text jsonb,
        flags jsonb not null default '[]',
        constraint result_indicator_id_year_key_key unique (indicator_id, year, key),
        constraint result_kind_check check (kind in ('FIGURE', 'STATEMENT') and (kind = 'FIGURE' or value is null)),
        constraint result_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table event (
        stream uuid not null,
        sequence bigint not null,
        at timestamptz(3) not null,
        kind text not null,
        actor_id uuid,
        body text not null,
        topics text array not null,
        idempotency_key text,
        fingerprint bytea,
        constraint event_pkey primary key (stream, sequence)
      )
    `);
    await runner.query(`
      create unique index event_idempotency_key on event (actor_id, idempotency_key) where idempotency_key is not null
    `);
    await runner.query(`
      create table log_head (
        stream uuid not null,
        sequence bigint not null,
        at timestamptz(3) not null,
        constraint log_head_pkey primary key (stream)
      )
    `);
    await runner.query(`
      create table movement (
        id uuid not null,
        bloc_id uuid not null,
        member_id uuid,
        conference_id uuid not null,
        year integer not null,
        code text not null,
        ordinal integer not null,
        field jsonb not null,
        emphasised boolean not null,
        text jsonb,
        constraint movement_bloc_id_year_code_key unique (bloc_id, year, code),
        constraint movement_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table pact (
        id uuid not null,
        conference_id uuid not null,
        year integer not null,
        title jsonb not null,
        preamble jsonb,
        state text not null,
        canonical_text text,
        text_hash text,
        frozen_at timestamptz(3),
        in_force_at timestamptz(3),
        constraint pact_conference_id_year_key unique (conference_id, year),
        constraint pact_text_check check ((canonical_text is null) = (text_hash is null) and (frozen_at is null or text_hash is not null)),
        constraint pact_state_check check (state in ('DRAFT', 'OPEN', 'IN_FORCE')),
        constraint pact_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table pact_article (
        id uuid not null,
        pact_id uuid not null,
        ordinal integer not null,
        heading jsonb not null,
        text jsonb not null,
        constraint pact_article_pact_id_ordinal_key unique (pact_id, ordinal),
        constraint pact_article_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table signature (
        id uuid not null,
        pact_id uuid not null,
        member_id uuid not null,
        delegate_id uuid,
        method text not null,
        signer_name jsonb,
        text_hash text,
        signed_at timestamptz(3),
        withdrawn_at timestamptz(3),
        withdrawal_reason text,
        constraint signature_withdrawal_check check ((withdrawn_at is null) = (withdrawal_reason is null)),
        constraint signature_method_check check (method in ('SESSION', 'PAPER', 'RECORDED') and (method = 'RECORDED' or text_hash is not null)),
        constraint signature_pkey primary key (id)
      )
    `);
    await runner.query(`
      create unique index signature_standing_key on signature (pact_id, member_id) where withdrawn_at is null
    `);
    await runner.query(`
      create table pact_target (
        id uuid not null,
        pact_id uuid not null,
        indicator_id uuid not null,
        member_id uuid,
        ordinal integer not null,
        raw text not null,
        value numeric,
        unit text,
        constraint pact_target_pact_id_ordinal_key unique (pact_id, ordinal),
        constraint pact_target_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table poll (
        id uuid not null,
        conference_id uuid not null,
        agenda_item_id uuid,
        subject_id uuid,
        previous_id uuid,
        ordinal integer not null,
        subject text not null,
        question jsonb not null,
        kind text not null,
        max_choices integer not null,
        secrecy text not null,
        live_tally boolean not null,
        state text not null,
        opened_at timestamptz(3),
        closed_at timestamptz(3),
        void_reason text,
        result jsonb,
        electorate text not null,
        quorum_numerator integer not null,
        quorum_denominator integer not null,
        pass_numerator integer not null,
        pass_denominator integer not null,
        pass_strict boolean not null,
        base text not null,
        seats integer,
        constraint poll_conference_id_ordinal_key unique (conference_id, ordinal),
        constraint poll_rule_check check (electorate in ('MEMBERS', 'DELEGATES') and base in ('ALL', 'PRESENT', 'CAST', 'YES_NO') and quorum_denominator > 0 and quorum_numerator between 0 and quorum_denominator and pass_denominator > 0 and pass_numerator between 0 and pass_denominator and (seats is null or seats > 0)),
        constraint poll_result_check check (state <> 'CLOSED' or (result is not null and closed_at is not null)),
        constraint poll_choices_check check (max_choices >= 1),
        constraint poll_state_check check (state in ('DRAFT', 'OPEN', 'CLOSED', 'VOID')),
        constraint poll_secrecy_check check (secrecy in ('NAMED', 'UNLINKED')),
        constraint poll_kind_check check (kind in ('YES_NO_ABSTAIN', 'CHOOSE')),
        constraint poll_pkey primary key (id)
      )
    `);
    await runner.query(`
      create table poll_elector (
        poll_id uuid not null,
        elector_id uuid not null,
        member_id uuid,
        delegate_id uuid,
        present boolean not null,
        constraint poll_elector_pkey primary key (poll_id, elector_id)
      )
    `);
    await runner.query(`
      create table named_ballot (
        poll_id uuid not null,
        elector_id uuid not null,
        choices text array not null,
        constraint named_ballot_pkey primary key (poll_id, elector_id)
      )
    `);
    await runner.query(`
      create table poll_option (
        poll_id uuid not null,
        code text not null,
        ordinal integer not null,
        label jsonb not null,
        member_id uuid,
        subject_id uuid,
        constraint poll_option_pkey primary key (poll_id, code)
      )
    `);
    await runner.query(`
      create table poll_roll (
        poll_id uuid not null,
        elector_id uuid not null,
        delegate_id uuid not null,
        constraint poll_roll_pkey primary key (poll_id, elector_id)
      )
    `);
    await runner.query(`
      create table unlinked_ballot (
        id uuid not null,
        poll_id uuid not null,
        choices text array not null,
        constraint unlinked_ballot_pkey primary key (id)
      )
    `);
    await runner.query(`
      create index unlinked_ballot_poll_id_idx on unlinked_ballot (poll_id)
    `);
    await runner.query(`
      alter table member
        add constraint member_bloc_id_fkey foreign key (bloc_id) references bloc(id)
    `);
    await runner.query(`
      alter table conference
        add constraint conference_bloc_id_fkey foreign key (bloc_id) references bloc(id),
        add constraint conference_host_id_fkey foreign key (host_id) references member(id),
        add constraint conference_rehearses_id_fkey foreign key (rehearses_id) references conference(id)
    `);
    await runner.query(`
      alter table delegate
        add constraint delegate_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint delegate_member_id_fkey foreign key (member_id) references member(id),
        add constraint delegate_proxy_for_id_fkey foreign key (proxy_for_id) references delegate(id)
    `);
    await runner.query(`
      alter table account
        add constraint account_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint account_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table badge
        add constraint badge_account_id_fkey foreign key (account_id) references account(id)
    `);
    await runner.query(`
      alter table session
        add constraint session_account_id_fkey foreign key (account_id) references account(id)
    `);
    await runner.query(`
      alter table award_proposal
        add constraint award_proposal_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint award_proposal_award_id_fkey foreign key (award_id) references award(id),
        add constraint award_proposal_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table award_decision
        add constraint award_decision_proposal_id_fkey foreign key (proposal_id) references award_proposal(id)
    `);
    await runner.query(`
      alter table leadership_term
        add constraint leadership_term_bloc_id_fkey foreign key (bloc_id) references bloc(id),
        add constraint leadership_term_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table membership
        add constraint membership_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table voting_rule
        add constraint voting_rule_bloc_id_fkey foreign key (bloc_id) references bloc(id)
    `);
    await runner.query(`
      alter table agenda_item
        add constraint agenda_item_conference_id_fkey foreign key (conference_id) references conference(id)
    `);
    await runner.query(`
      alter table delegation
        add constraint delegation_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint delegation_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table directive
        add constraint directive_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint directive_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table key_task
        add constraint key_task_conference_id_fkey foreign key (conference_id) references conference(id)
    `);
    await runner.query(`
      alter table presence
        add constraint presence_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint presence_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table resolution
        add constraint resolution_conference_id_fkey foreign key (conference_id) references conference(id)
    `);
    await runner.query(`
      alter table indicator
        add constraint indicator_bloc_id_fkey foreign key (bloc_id) references bloc(id)
    `);
    await runner.query(`
      alter table result
        add constraint result_bloc_id_fkey foreign key (bloc_id) references bloc(id),
        add constraint result_indicator_id_fkey foreign key (indicator_id) references indicator(id),
        add constraint result_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table movement
        add constraint movement_bloc_id_fkey foreign key (bloc_id) references bloc(id),
        add constraint movement_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table pact
        add constraint pact_conference_id_fkey foreign key (conference_id) references conference(id)
    `);
    await runner.query(`
      alter table pact_article
        add constraint pact_article_pact_id_fkey foreign key (pact_id) references pact(id)
    `);
    await runner.query(`
      alter table signature
        add constraint signature_pact_id_fkey foreign key (pact_id) references pact(id),
        add constraint signature_member_id_fkey foreign key (member_id) references member(id),
        add constraint signature_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table pact_target
        add constraint pact_target_pact_id_fkey foreign key (pact_id) references pact(id),
        add constraint pact_target_indicator_id_fkey foreign key (indicator_id) references indicator(id),
        add constraint pact_target_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table poll
        add constraint poll_conference_id_fkey foreign key (conference_id) references conference(id),
        add constraint poll_agenda_item_id_fkey foreign key (agenda_item_id) references agenda_item(id),
        add constraint poll_previous_id_fkey foreign key (previous_id) references poll(id)
    `);
    await runner.query(`
      alter table poll_elector
        add constraint poll_elector_poll_id_fkey foreign key (poll_id) references poll(id),
        add constraint poll_elector_member_id_fkey foreign key (member_id) references member(id),
        add constraint poll_elector_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table named_ballot
        add constraint named_ballot_poll_id_fkey foreign key (poll_id) references poll(id)
    `);
    await runner.query(`
      alter table poll_option
        add constraint poll_option_poll_id_fkey foreign key (poll_id) references poll(id),
        add constraint poll_option_member_id_fkey foreign key (member_id) references member(id)
    `);
    await runner.query(`
      alter table poll_roll
        add constraint poll_roll_poll_id_fkey foreign key (poll_id) references poll(id),
        add constraint poll_roll_delegate_id_fkey foreign key (delegate_id) references delegate(id)
    `);
    await runner.query(`
      alter table unlinked_ballot
        add constraint unlinked_ballot_poll_id_fkey foreign key (poll_id) references poll(id)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table unlinked_ballot,
        poll_roll,
        poll_option,
        named_ballot,
        poll_elector,
        poll,
        pact_target,
        signature,
        pact_article,
        pact,
        movement,
        log_head,
        event,
        result,
        indicator,
        resolution,
        presence,
        key_task,
        directive,
        delegation,
        agenda_item,
        voting_rule,
        membership,
        leadership_term,
        award_decision,
        award_proposal,
        award,
        session,
        badge,
        account,
        delegate,
        conference,
        member,
        bloc cascade
    `);
  }
}
