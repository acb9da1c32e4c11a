-- The schema after all migrations, printed by `giaouoc docs`; change it by a migration, never here.

table account
  id uuid not null
  role text not null
  name text not null
  conference_id uuid
  delegate_id uuid
  scopes text[] not null default '{}'::text[]
  revoked_at timestamp(3) with time zone
  constraint account_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint account_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint account_pkey PRIMARY KEY (id)
  constraint account_role_check CHECK ((role = ANY (ARRAY['ADMINISTRATOR'::text, 'CHAIR'::text, 'SECRETARY'::text, 'DELEGATE'::text, 'OBSERVER'::text, 'APP'::text])))
  constraint account_scope_check CHECK ((((role = ANY (ARRAY['ADMINISTRATOR'::text, 'APP'::text])) OR (conference_id IS NOT NULL)) AND ((role = 'DELEGATE'::text) <= (delegate_id IS NOT NULL))))

table agenda_item
  id uuid not null
  conference_id uuid not null
  code text not null
  ordinal integer not null
  session text not null
  title jsonb not null
  state text not null
  started_at timestamp(3) with time zone
  finished_at timestamp(3) with time zone
  constraint agenda_item_conference_id_code_key UNIQUE (conference_id, code)
  constraint agenda_item_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint agenda_item_pkey PRIMARY KEY (id)
  constraint agenda_item_session_check CHECK ((session = ANY (ARRAY['PREPARATORY'::text, 'OFFICIAL'::text])))
  constraint agenda_item_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'CURRENT'::text, 'DONE'::text])))
  CREATE UNIQUE INDEX agenda_item_current_key ON agenda_item USING btree (conference_id) WHERE (state = 'CURRENT'::text)

table award
  id uuid not null
  code text not null
  family text not null
  name jsonb not null
  grantor jsonb not null
  aliases text[] not null
  constraint award_code_key UNIQUE (code)
  constraint award_family_check CHECK ((family = ANY (ARRAY['TITLE'::text, 'FORM'::text])))
  constraint award_pkey PRIMARY KEY (id)

table award_decision
  id uuid not null
  proposal_id uuid not null
  ordinal integer not null
  step text not null
  number text
  decided_on date
  note jsonb
  recorded_at timestamp(3) with time zone not null
  constraint award_decision_pkey PRIMARY KEY (id)
  constraint award_decision_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES award_proposal(id)
  constraint award_decision_proposal_id_ordinal_key UNIQUE (proposal_id, ordinal)
  constraint award_decision_step_check CHECK ((step = ANY (ARRAY['AGREED'::text, 'APPROVED'::text, 'REFUSED'::text, 'AWARDED'::text, 'REVOKED'::text])))

table award_proposal
  id uuid not null
  conference_id uuid not null
  award_id uuid not null
  member_id uuid not null
  year integer not null
  ordinal integer not null
  reason jsonb
  addressee jsonb
  constraint award_proposal_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id)
  constraint award_proposal_conference_id_award_id_member_id_year_key UNIQUE (conference_id, award_id, member_id, year)
  constraint award_proposal_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint award_proposal_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint award_proposal_pkey PRIMARY KEY (id)

table badge
  id uuid not null
  account_id uuid not null
  code_hash bytea not null
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
  constraint badge_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint badge_code_hash_key UNIQUE (code_hash)
  constraint badge_pkey PRIMARY KEY (id)

table bloc
  id uuid not null
  slug text not null
  kind text not null
  name jsonb not null
  constraint bloc_kind_check CHECK ((kind = ANY (ARRAY['CUM'::text, 'KHOI'::text])))
  constraint bloc_pkey PRIMARY KEY (id)
  constraint bloc_slug_key UNIQUE (slug)

table conference
  id uuid not null
  bloc_id uuid not null
  slug text not null
  kind text not null
  nature text not null
  state text not null
  visibility text not null
  name jsonb not null
  closes_year integer
  opens_year integer
  held_on date
  held_text jsonb
  place jsonb
  host_id uuid
  agenda_note jsonb
  rehearses_id uuid
  source jsonb
  opened_at timestamp(3) with time zone
  closed_at timestamp(3) with time zone
  constraint conference_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint conference_host_id_fkey FOREIGN KEY (host_id) REFERENCES member(id)
  constraint conference_kind_check CHECK ((kind = ANY (ARRAY['ANNUAL'::text, 'MIDYEAR'::text])))
  constraint conference_nature_check CHECK (((nature = ANY (ARRAY['RECORD'::text, 'LIVE'::text, 'REHEARSAL'::text])) AND ((nature = 'REHEARSAL'::text) = (rehearses_id IS NOT NULL))))
  constraint conference_pkey PRIMARY KEY (id)
  constraint conference_rehearses_id_fkey FOREIGN KEY (rehearses_id) REFERENCES conference(id)
  constraint conference_slug_key UNIQUE (slug)
  constraint conference_state_check CHECK ((state = ANY (ARRAY['PLANNED'::text, 'OPEN'::text, 'CLOSED'::text])))
  constraint conference_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'PARTICIPANTS'::text])))
  CREATE INDEX conference_bloc_id_idx ON conference USING btree (bloc_id)

table delegate
  id uuid not null
  conference_id uuid not null
  member_id uuid
  proxy_for_id uuid
  code text not null
  ordinal integer not null
  name jsonb not null
  posts jsonb not null default '[]'::jsonb
  may_vote boolean not null
  may_sign boolean not null
  attended boolean
  constraint delegate_conference_id_code_key UNIQUE (conference_id, code)
  constraint delegate_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint delegate_mandate_check CHECK (((member_id IS NOT NULL) OR (NOT (may_vote OR may_sign))))
  constraint delegate_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint delegate_pkey PRIMARY KEY (id)
  constraint delegate_proxy_for_id_fkey FOREIGN KEY (proxy_for_id) REFERENCES delegate(id)

table delegation
  id uuid not null
  conference_id uuid not null
  member_id uuid
  code text not null
  ordinal integer not null
  name jsonb not null
  constraint delegation_conference_id_code_key UNIQUE (conference_id, code)
  constraint delegation_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint delegation_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint delegation_pkey PRIMARY KEY (id)

table directive
  id uuid not null
  conference_id uuid not null
  delegate_id uuid
  code text not null
  ordinal integer not null
  kind text not null
  number text
  issuer jsonb
  text jsonb not null
  constraint directive_conference_id_code_key UNIQUE (conference_id, code)
  constraint directive_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint directive_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint directive_kind_check CHECK ((kind = ANY (ARRAY['DOCUMENT'::text, 'SPEECH'::text])))
  constraint directive_pkey PRIMARY KEY (id)

table event
  stream uuid not null
  sequence bigint not null
  at timestamp(3) with time zone not null
  kind text not null
  actor_id uuid
  body text not null
  topics text[] not null
  idempotency_key text
  fingerprint bytea
  constraint event_pkey PRIMARY KEY (stream, sequence)
  CREATE UNIQUE INDEX event_idempotency_key ON event USING btree (actor_id, idempotency_key) WHERE (idempotency_key IS NOT NULL)
  CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

table indicator
  id uuid not null
  bloc_id uuid not null
  code text not null
  ordinal integer
  name jsonb not null
  unit jsonb
  constraint indicator_bloc_id_code_key UNIQUE (bloc_id, code)
  constraint indicator_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint indicator_pkey PRIMARY KEY (id)

table key_task
  id uuid not null
  conference_id uuid not null
  code text not null
  ordinal integer not null
  text jsonb not null
  flags jsonb not null default '[]'::jsonb
  constraint key_task_conference_id_code_key UNIQUE (conference_id, code)
  constraint key_task_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint key_task_pkey PRIMARY KEY (id)

table leadership_term
  id uuid not null
  bloc_id uuid not null
  member_id uuid not null
  conference_id uuid
  year integer not null
  role text not null
  ordinal integer not null
  mode text not null
  rehearsal boolean not null default false
  superseded_at timestamp(3) with time zone
  constraint leadership_term_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint leadership_term_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint leadership_term_mode_check CHECK ((mode = ANY (ARRAY['ANNOUNCED'::text, 'ROTATION'::text, 'ELECTED'::text, 'ASSIGNED'::text])))
  constraint leadership_term_ordinal_check CHECK (((ordinal >= 1) AND ((role = 'DEPUTY'::text) OR (ordinal = 1))))
  constraint leadership_term_pkey PRIMARY KEY (id)
  constraint leadership_term_role_check CHECK ((role = ANY (ARRAY['LEADER'::text, 'DEPUTY'::text])))
  CREATE INDEX leadership_term_conference_id_idx ON leadership_term USING btree (conference_id)
  CREATE INDEX leadership_term_member_id_idx ON leadership_term USING btree (member_id)
  CREATE UNIQUE INDEX leadership_term_current_key ON leadership_term USING btree (bloc_id, year, role, ordinal) WHERE ((superseded_at IS NULL) AND (NOT rehearsal))
  CREATE UNIQUE INDEX leadership_term_rehearsal_key ON leadership_term USING btree (conference_id, year, role, ordinal) WHERE ((superseded_at IS NULL) AND rehearsal)

table log_head
  stream uuid not null
  sequence bigint not null
  at timestamp(3) with time zone not null
  wide bigint not null default 0
  constraint log_head_pkey PRIMARY KEY (stream)

table member
  id uuid not null
  bloc_id uuid not null
  code text not null
  ordinal integer not null
  official_name jsonb not null
  short_name jsonb not null
  aliases text[] not null
  constraint member_bloc_id_code_key UNIQUE (bloc_id, code)
  constraint member_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint member_pkey PRIMARY KEY (id)

table membership
  id uuid not null
  member_id uuid not null
  from_year integer
  to_year integer
  constraint membership_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint membership_member_id_from_year_key UNIQUE (member_id, from_year)
  constraint membership_pkey PRIMARY KEY (id)
  constraint membership_years_check CHECK (((to_year IS NULL) OR (from_year IS NULL) OR (to_year >= from_year)))

table migration
  id integer not null default nextval('migration_id_seq'::regclass)
  timestamp bigint not null
  name character varying not null
  constraint migration_pkey PRIMARY KEY (id)

table movement
  id uuid not null
  bloc_id uuid not null
  member_id uuid
  conference_id uuid not null
  year integer not null
  code text not null
  ordinal integer not null
  field jsonb not null
  emphasised boolean not null
  text jsonb
  constraint movement_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint movement_bloc_id_year_code_key UNIQUE (bloc_id, year, code)
  constraint movement_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint movement_pkey PRIMARY KEY (id)

table named_ballot
  poll_id uuid not null
  elector_id uuid not null
  choices text[] not null
  constraint named_ballot_pkey PRIMARY KEY (poll_id, elector_id)
  constraint named_ballot_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)

table pact
  id uuid not null
  conference_id uuid not null
  year integer not null
  title jsonb not null
  preamble jsonb
  state text not null
  canonical_text text
  text_hash text
  frozen_at timestamp(3) with time zone
  in_force_at timestamp(3) with time zone
  constraint pact_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint pact_conference_id_year_key UNIQUE (conference_id, year)
  constraint pact_pkey PRIMARY KEY (id)
  constraint pact_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'OPEN'::text, 'IN_FORCE'::text])))
  constraint pact_text_check CHECK ((((canonical_text IS NULL) = (text_hash IS NULL)) AND ((frozen_at IS NULL) OR (text_hash IS NOT NULL))))

table pact_article
  id uuid not null
  pact_id uuid not null
  ordinal integer not null
  heading jsonb not null
  text jsonb not null
  constraint pact_article_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint pact_article_pact_id_ordinal_key UNIQUE (pact_id, ordinal)
  constraint pact_article_pkey PRIMARY KEY (id)

table pact_target
  id uuid not null
  pact_id uuid not null
  indicator_id uuid not null
  member_id uuid
  ordinal integer not null
  raw text not null
  value numeric
  unit text
  constraint pact_target_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id)
  constraint pact_target_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint pact_target_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint pact_target_pact_id_ordinal_key UNIQUE (pact_id, ordinal)
  constraint pact_target_pkey PRIMARY KEY (id)

table poll
  id uuid not null
  conference_id uuid not null
  agenda_item_id uuid
  subject_id uuid
  previous_id uuid
  ordinal integer not null
  subject text not null
  question jsonb not null
  kind text not null
  max_choices integer not null
  secrecy text not null
  live_tally boolean not null
  state text not null
  opened_at timestamp(3) with time zone
  closed_at timestamp(3) with time zone
  void_reason text
  result jsonb
  electorate text not null
  quorum_numerator integer not null
  quorum_denominator integer not null
  pass_numerator integer not null
  pass_denominator integer not null
  pass_strict boolean not null
  base text not null
  seats integer
  due_at timestamp(3) with time zone
  floor integer not null default 5
  constraint poll_agenda_item_id_fkey FOREIGN KEY (agenda_item_id) REFERENCES agenda_item(id)
  constraint poll_choices_check CHECK ((max_choices >= 1))
  constraint poll_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint poll_conference_id_ordinal_key UNIQUE (conference_id, ordinal)
  constraint poll_kind_check CHECK ((kind = ANY (ARRAY['YES_NO_ABSTAIN'::text, 'CHOOSE'::text])))
  constraint poll_live_tally_check CHECK (((secrecy = 'NAMED'::text) OR (NOT live_tally) OR (state = ANY (ARRAY['CLOSED'::text, 'VOID'::text]))))
  constraint poll_pkey PRIMARY KEY (id)
  constraint poll_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES poll(id)
  constraint poll_result_check CHECK (((state <> 'CLOSED'::text) OR ((result IS NOT NULL) AND (closed_at IS NOT NULL))))
  constraint poll_rule_check CHECK (((electorate = ANY (ARRAY['MEMBERS'::text, 'DELEGATES'::text])) AND (base = ANY (ARRAY['ALL'::text, 'PRESENT'::text, 'CAST'::text, 'YES_NO'::text])) AND (quorum_denominator > 0) AND ((quorum_numerator >= 0) AND (quorum_numerator <= quorum_denominator)) AND (pass_denominator > 0) AND ((pass_numerator >= 0) AND (pass_numerator <= pass_denominator)) AND ((seats IS NULL) OR (seats > 0)) AND (floor >= 0) AND ((state = ANY (ARRAY['CLOSED'::text, 'VOID'::text])) OR ((quorum_numerator > 0) AND (pass_numerator > 0) AND (floor >= 3))))) NOT VALID
  constraint poll_secrecy_check CHECK ((secrecy = ANY (ARRAY['NAMED'::text, 'UNLINKED'::text])))
  constraint poll_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'OPEN'::text, 'CLOSED'::text, 'VOID'::text])))

table poll_elector
  poll_id uuid not null
  elector_id uuid not null
  member_id uuid
  delegate_id uuid
  present boolean not null
  constraint poll_elector_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint poll_elector_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint poll_elector_pkey PRIMARY KEY (poll_id, elector_id)
  constraint poll_elector_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)

table poll_option
  poll_id uuid not null
  code text not null
  ordinal integer not null
  label jsonb not null
  member_id uuid
  subject_id uuid
  constraint poll_option_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint poll_option_pkey PRIMARY KEY (poll_id, code)
  constraint poll_option_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)

table poll_roll
  poll_id uuid not null
  elector_id uuid not null
  delegate_id uuid not null
  constraint poll_roll_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint poll_roll_pkey PRIMARY KEY (poll_id, elector_id)
  constraint poll_roll_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)

table presence
  id uuid not null
  conference_id uuid not null
  delegate_id uuid not null
  checked_in_at timestamp(3) with time zone not null
  checked_out_at timestamp(3) with time zone
  constraint presence_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint presence_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint presence_pkey PRIMARY KEY (id)
  constraint presence_span_check CHECK (((checked_out_at IS NULL) OR (checked_out_at >= checked_in_at)))
  CREATE INDEX presence_conference_id_idx ON presence USING btree (conference_id)
  CREATE UNIQUE INDEX presence_open_key ON presence USING btree (delegate_id) WHERE (checked_out_at IS NULL)

table resolution
  id uuid not null
  conference_id uuid not null
  code text not null
  ordinal integer not null
  method text not null
  text jsonb not null
  constraint resolution_conference_id_code_key UNIQUE (conference_id, code)
  constraint resolution_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint resolution_method_check CHECK ((method = ANY (ARRAY['CONSENSUS'::text, 'POLL'::text])))
  constraint resolution_pkey PRIMARY KEY (id)

table result
  id uuid not null
  bloc_id uuid not null
  indicator_id uuid not null
  member_id uuid
  conference_id uuid not null
  key text not null
  ordinal integer
  year integer not null
  kind text not null
  raw text not null
  value numeric
  unit text
  text jsonb
  flags jsonb not null default '[]'::jsonb
  constraint result_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint result_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id)
  constraint result_indicator_id_year_key_key UNIQUE (indicator_id, year, key)
  constraint result_kind_check CHECK (((kind = ANY (ARRAY['FIGURE'::text, 'STATEMENT'::text])) AND ((kind = 'FIGURE'::text) OR (value IS NULL))))
  constraint result_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint result_pkey PRIMARY KEY (id)
  CREATE INDEX result_bloc_id_idx ON result USING btree (bloc_id)

table session
  id uuid not null
  account_id uuid not null
  token_hash bytea not null
  created_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint session_pkey PRIMARY KEY (id)
  constraint session_token_hash_key UNIQUE (token_hash)
  CREATE INDEX session_account_id_idx ON session USING btree (account_id)

table signature
  id uuid not null
  pact_id uuid not null
  member_id uuid not null
  delegate_id uuid
  method text not null
  signer_name jsonb
  text_hash text
  signed_at timestamp(3) with time zone
  withdrawn_at timestamp(3) with time zone
  withdrawal_reason text
  constraint signature_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint signature_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint signature_method_check CHECK (((method = ANY (ARRAY['SESSION'::text, 'PAPER'::text, 'RECORDED'::text])) AND ((method = 'RECORDED'::text) OR (text_hash IS NOT NULL))))
  constraint signature_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint signature_pkey PRIMARY KEY (id)
  constraint signature_withdrawal_check CHECK (((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)))
  CREATE INDEX signature_pact_id_idx ON signature USING btree (pact_id)
  CREATE UNIQUE INDEX signature_standing_key ON signature USING btree (pact_id, member_id) WHERE (withdrawn_at IS NULL)

table unlinked_ballot
  id uuid not null
  poll_id uuid not null
  choices text[] not null
  constraint unlinked_ballot_pkey PRIMARY KEY (id)
  constraint unlinked_ballot_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
  CREATE INDEX unlinked_ballot_poll_id_idx ON unlinked_ballot USING btree (poll_id)
  with (autovacuum_vacuum_threshold=0, autovacuum_vacuum_scale_factor=0)

table voting_rule
  id uuid not null
  bloc_id uuid not null
  year integer not null
  subject text not null
  electorate text not null
  quorum_numerator integer not null
  quorum_denominator integer not null
  pass_numerator integer not null
  pass_denominator integer not null
  pass_strict boolean not null
  base text not null
  seats integer
  floor integer not null default 5
  constraint voting_rule_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint voting_rule_bloc_id_year_subject_key UNIQUE (bloc_id, year, subject)
  constraint voting_rule_check CHECK (((electorate = ANY (ARRAY['MEMBERS'::text, 'DELEGATES'::text])) AND (base = ANY (ARRAY['ALL'::text, 'PRESENT'::text, 'CAST'::text, 'YES_NO'::text])) AND (quorum_denominator > 0) AND ((quorum_numerator >= 0) AND (quorum_numerator <= quorum_denominator)) AND (pass_denominator > 0) AND ((pass_numerator >= 0) AND (pass_numerator <= pass_denominator)) AND ((seats IS NULL) OR (seats > 0)) AND (floor >= 0) AND (quorum_numerator > 0) AND (pass_numerator > 0) AND (floor >= 3))) NOT VALID
  constraint voting_rule_pkey PRIMARY KEY (id)

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        raise exception 'table % only grows: % refused', tg_table_name, lower(tg_op);
      end
      $function$
