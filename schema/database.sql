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
  constraint account_role_check CHECK ((role = ANY (ARRAY['ADMINISTRATOR'::text, 'CHAIR'::text, 'SECRETARY'::text, 'DELEGATE'::text, 'OBSERVER'::text, 'STAFF'::text, 'APP'::text])))
  constraint account_scope_check CHECK ((((role = ANY (ARRAY['ADMINISTRATOR'::text, 'STAFF'::text, 'APP'::text])) OR (conference_id IS NOT NULL)) AND ((role = 'DELEGATE'::text) <= (delegate_id IS NOT NULL))))

table adopted_paper
  id uuid not null
  conference_id uuid not null
  kind text not null
  ordinal integer not null
  number text
  dated_on date
  content text not null
  content_hash text not null
  digest text not null
  reason text
  adopted_at timestamp(3) with time zone not null
  scan_hash text
  constraint adopted_paper_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint adopted_paper_conference_id_kind_ordinal_key UNIQUE (conference_id, kind, ordinal)
  constraint adopted_paper_hash_check CHECK (((digest ~ '^[0-9a-f]{64}$'::text) AND (content_hash ~ '^[0-9a-f]{64}$'::text) AND (scan_hash ~ '^[0-9a-f]{64}$'::text)))
  constraint adopted_paper_kind_check CHECK ((kind = ANY (ARRAY['MINUTES'::text, 'COUNTING'::text, 'SUBMISSION'::text, 'NOMINEES'::text])))
  constraint adopted_paper_pkey PRIMARY KEY (id)

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
  undo_to jsonb
  constraint agenda_item_conference_id_code_key UNIQUE (conference_id, code)
  constraint agenda_item_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint agenda_item_id_conference_id_key UNIQUE (id, conference_id)
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
  kind text not null default 'OTHER'::text
  constraint award_code_key UNIQUE (code)
  constraint award_family_check CHECK ((family = ANY (ARRAY['TITLE'::text, 'FORM'::text])))
  constraint award_kind_check CHECK ((kind = ANY (ARRAY['EMULATION_FLAG'::text, 'OTHER'::text])))
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
  corrects_id uuid
  reason text
  constraint award_decision_corrects_id_key UNIQUE (corrects_id)
  constraint award_decision_corrects_id_proposal_id_fkey FOREIGN KEY (corrects_id, proposal_id) REFERENCES award_decision(id, proposal_id)
  constraint award_decision_id_proposal_id_key UNIQUE (id, proposal_id)
  constraint award_decision_pkey PRIMARY KEY (id)
  constraint award_decision_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES award_proposal(id)
  constraint award_decision_proposal_id_ordinal_key UNIQUE (proposal_id, ordinal)
  constraint award_decision_reason_check CHECK (((reason IS NOT NULL) = ((corrects_id IS NOT NULL) OR (step = 'WITHDRAWN'::text))))
  constraint award_decision_retracted_check CHECK (((step <> 'RETRACTED'::text) OR (corrects_id IS NOT NULL)))
  constraint award_decision_step_check CHECK ((step = ANY (ARRAY['AGREED'::text, 'VOTED'::text, 'APPROVED'::text, 'REFUSED'::text, 'AWARDED'::text, 'REVOKED'::text, 'WITHDRAWN'::text, 'RETRACTED'::text])))

table award_proposal
  id uuid not null
  conference_id uuid not null
  award_id uuid not null
  member_id uuid not null
  year integer not null
  ordinal integer not null
  reason jsonb
  addressee jsonb
  beside_reason text
  constraint award_proposal_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id)
  constraint award_proposal_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint award_proposal_id_conference_id_key UNIQUE (id, conference_id)
  constraint award_proposal_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint award_proposal_pkey PRIMARY KEY (id)
  CREATE INDEX award_proposal_conference_id_award_id_member_id_year_idx ON award_proposal USING btree (conference_id, award_id, member_id, year)
  CREATE TRIGGER award_proposal_keep_fact AFTER INSERT OR DELETE OR UPDATE ON award_proposal FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'reason,addressee')

table badge
  id uuid not null
  account_id uuid not null
  code_hash bytea not null
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
  given_in uuid
  given_at timestamp(3) with time zone
  constraint badge_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint badge_code_hash_key UNIQUE (code_hash)
  constraint badge_given_in_fkey FOREIGN KEY (given_in) REFERENCES session(id)
  constraint badge_pkey PRIMARY KEY (id)
  CREATE INDEX badge_account_id_idx ON badge USING btree (account_id)

table bloc
  id uuid not null
  slug text not null
  kind text not null
  name jsonb not null
  emblem_hash text
  constraint bloc_emblem_hash_fkey FOREIGN KEY (emblem_hash) REFERENCES emblem(sha256)
  constraint bloc_kind_check CHECK ((kind = ANY (ARRAY['CUM'::text, 'KHOI'::text])))
  constraint bloc_pkey PRIMARY KEY (id)
  constraint bloc_slug_key UNIQUE (slug)
  CREATE INDEX bloc_search ON bloc USING gin (search_words(ARRAY[slug, (name ->> 'vi'::text), (name ->> 'en'::text)]))

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
  attendance_at_closing jsonb
  reviews_year integer
  stated_members integer
  member_order uuid[]
  time_zone text not null default 'Asia/Ho_Chi_Minh'::text
  constraint conference_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint conference_closing_check CHECK (((attendance_at_closing IS NULL) OR (state = 'CLOSED'::text)))
  constraint conference_host_id_fkey FOREIGN KEY (host_id) REFERENCES member(id)
  constraint conference_kind_check CHECK ((kind = ANY (ARRAY['ANNUAL'::text, 'MIDYEAR'::text])))
  constraint conference_nature_check CHECK (((nature = ANY (ARRAY['RECORD'::text, 'LIVE'::text, 'REHEARSAL'::text])) AND ((nature = 'REHEARSAL'::text) = (rehearses_id IS NOT NULL))))
  constraint conference_pkey PRIMARY KEY (id)
  constraint conference_rehearses_id_fkey FOREIGN KEY (rehearses_id) REFERENCES conference(id)
  constraint conference_reviews_check CHECK (((reviews_year IS NULL) OR (kind = 'MIDYEAR'::text)))
  constraint conference_slug_key UNIQUE (slug)
  constraint conference_state_check CHECK ((state = ANY (ARRAY['PLANNED'::text, 'OPEN'::text, 'CLOSED'::text])))
  constraint conference_visibility_check CHECK ((visibility = ANY (ARRAY['PUBLIC'::text, 'PARTICIPANTS'::text])))
  CREATE INDEX conference_bloc_id_idx ON conference USING btree (bloc_id)
  CREATE INDEX conference_search ON conference USING gin (search_words(ARRAY[slug, (name ->> 'vi'::text), (name ->> 'en'::text)]))
  CREATE TRIGGER conference_keep_fact AFTER INSERT OR DELETE OR UPDATE ON conference FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'name,place,held_on,held_text')

table conference_member
  conference_id uuid not null
  member_id uuid not null
  ordinal integer not null
  voting boolean not null
  signing boolean not null
  constraint conference_member_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint conference_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint conference_member_pkey PRIMARY KEY (conference_id, member_id)

table deadline
  id uuid not null
  bloc_id uuid not null
  kind text not null
  title jsonb
  year integer not null
  period text
  due_on date not null
  latest_on date
  member_ids uuid[]
  withdrawn_reason text
  constraint deadline_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint deadline_days_check CHECK ((latest_on >= due_on))
  constraint deadline_kind_check CHECK ((kind = ANY (ARRAY['QUARTER_REPORT'::text, 'HALF_YEAR_REPORT'::text, 'YEAR_REPORT'::text, 'SELF_SCORE'::text, 'NOMINATION'::text, 'OTHER'::text])))
  constraint deadline_period_check CHECK ((COALESCE(period, ''::text) = ANY (
CASE kind
    WHEN 'QUARTER_REPORT'::text THEN ARRAY['Q1'::text, 'Q2'::text, 'Q3'::text, 'Q4'::text, 'M9'::text]
    WHEN 'HALF_YEAR_REPORT'::text THEN ARRAY['M6'::text]
    WHEN 'YEAR_REPORT'::text THEN ARRAY['YEAR'::text]
    ELSE ARRAY[''::text]
END)))
  constraint deadline_pkey PRIMARY KEY (id)
  constraint deadline_title_check CHECK (((kind <> 'OTHER'::text) OR (title IS NOT NULL)))
  CREATE INDEX deadline_bloc_id_year_idx ON deadline USING btree (bloc_id, year)

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
  mandate_id uuid
  proxy_paper text
  proxy_from timestamp(3) with time zone
  proxy_until timestamp(3) with time zone
  withdrawn_at timestamp(3) with time zone
  constraint delegate_conference_id_code_key UNIQUE (conference_id, code)
  constraint delegate_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint delegate_mandate_check CHECK (((member_id IS NOT NULL) OR (NOT (may_vote OR may_sign))))
  constraint delegate_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES delegate(id)
  constraint delegate_mandate_key EXCLUDE USING btree (COALESCE(mandate_id, id) WITH =) WHERE (may_vote) DEFERRABLE INITIALLY DEFERRED
  constraint delegate_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint delegate_pkey PRIMARY KEY (id)
  constraint delegate_proxy_for_id_fkey FOREIGN KEY (proxy_for_id) REFERENCES delegate(id)
  CREATE INDEX delegate_ending_paper_idx ON delegate USING btree (proxy_until) WHERE (proxy_until IS NOT NULL)
  CREATE TRIGGER delegate_keep_fact AFTER INSERT OR DELETE OR UPDATE ON delegate FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'name,posts')

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
  issued_on date
  constraint directive_conference_id_code_key UNIQUE (conference_id, code)
  constraint directive_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint directive_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint directive_kind_check CHECK ((kind = ANY (ARRAY['DOCUMENT'::text, 'SPEECH'::text])))
  constraint directive_pkey PRIMARY KEY (id)
  CREATE TRIGGER directive_keep_fact AFTER INSERT OR DELETE OR UPDATE ON directive FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'number,issued_on,issuer,text')

table emblem
  id uuid not null
  sha256 text not null
  type text not null
  bytes bytea not null
  constraint emblem_bytes_check CHECK ((length(bytes) <= 131072))
  constraint emblem_pkey PRIMARY KEY (id)
  constraint emblem_sha256_key UNIQUE (sha256)
  constraint emblem_type_check CHECK ((type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text])))

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
  CREATE INDEX event_pact_signed_idx ON event USING btree (stream, sequence) WHERE (kind = 'pactSigned'::text)
  CREATE UNIQUE INDEX event_idempotency_key ON event USING btree (actor_id, idempotency_key) WHERE (idempotency_key IS NOT NULL)
  CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

table fact_version
  fact text not null
  key text not null
  number integer not null
  known_from timestamp(3) with time zone not null
  data jsonb
  stream uuid
  sequence bigint
  written_by text
  constraint fact_version_pkey PRIMARY KEY (fact, key, number)
  CREATE INDEX fact_version_unnamed_idx ON fact_version USING btree (written_by) WHERE (written_by IS NOT NULL)

table hall_view
  conference_id uuid not null
  scene text not null
  poll_ids uuid[] not null
  text jsonb
  ends_at timestamp(3) with time zone
  chosen_at timestamp(3) with time zone not null
  constraint hall_view_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint hall_view_pkey PRIMARY KEY (conference_id)
  constraint hall_view_scene_check CHECK ((scene = ANY (ARRAY['AUTOMATIC'::text, 'POLLS'::text, 'WALL'::text, 'RESULTS'::text, 'RANKS'::text, 'AGENDA'::text, 'SPEAKERS'::text, 'TEXT'::text, 'BREAK'::text])))

table held_role
  id uuid not null
  bloc_id uuid not null
  account_id uuid not null
  role text not null
  member_id uuid
  term_id uuid
  valid_from timestamp(3) with time zone not null
  valid_until timestamp(3) with time zone
  constraint held_role_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint held_role_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint held_role_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint held_role_of_check CHECK ((((role = 'COUNCIL_OFFICE'::text) = (member_id IS NULL)) AND ((role = 'LEADER_OFFICE'::text) = (term_id IS NOT NULL))))
  constraint held_role_pkey PRIMARY KEY (id)
  constraint held_role_role_check CHECK ((role = ANY (ARRAY['OFFICER'::text, 'LEADER_OFFICE'::text, 'COUNCIL_OFFICE'::text])))
  constraint held_role_span_check CHECK ((valid_until >= valid_from))
  constraint held_role_term_id_fkey FOREIGN KEY (term_id) REFERENCES leadership_term(id)
  CREATE INDEX held_role_account_id_idx ON held_role USING btree (account_id)
  CREATE INDEX held_role_bloc_id_idx ON held_role USING btree (bloc_id)

table identity
  id uuid not null
  account_id uuid not null
  issuer text not null
  subject text not null
  given_in uuid
  given_at timestamp(3) with time zone
  constraint identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint identity_given_in_fkey FOREIGN KEY (given_in) REFERENCES session(id)
  constraint identity_issuer_subject_key UNIQUE (issuer, subject)
  constraint identity_pkey PRIMARY KEY (id)
  CREATE INDEX identity_account_id_idx ON identity USING btree (account_id)

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
  CREATE TRIGGER key_task_keep_fact AFTER INSERT OR DELETE OR UPDATE ON key_task FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'text,flags')

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
  constraint leadership_term_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint leadership_term_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint leadership_term_mode_check CHECK ((mode = ANY (ARRAY['ANNOUNCED'::text, 'ROTATION'::text, 'ELECTED'::text, 'ASSIGNED'::text])))
  constraint leadership_term_ordinal_check CHECK (((ordinal >= 1) AND ((role = 'DEPUTY'::text) OR (ordinal = 1))))
  constraint leadership_term_pkey PRIMARY KEY (id)
  constraint leadership_term_role_check CHECK ((role = ANY (ARRAY['LEADER'::text, 'DEPUTY'::text])))
  CREATE INDEX leadership_term_conference_id_idx ON leadership_term USING btree (conference_id)
  CREATE INDEX leadership_term_member_id_idx ON leadership_term USING btree (member_id)
  CREATE UNIQUE INDEX leadership_term_current_key ON leadership_term USING btree (bloc_id, year, role, ordinal) WHERE ((superseded_at IS NULL) AND (NOT rehearsal))
  CREATE UNIQUE INDEX leadership_term_rehearsal_key ON leadership_term USING btree (conference_id, year, role, ordinal) WHERE ((superseded_at IS NULL) AND rehearsal)
  CREATE TRIGGER leadership_term_keep_fact AFTER INSERT OR UPDATE ON leadership_term FOR EACH ROW WHEN ((NOT new.rehearsal)) EXECUTE FUNCTION keep_fact('bloc_id,year,role,ordinal', 'member_id,mode,superseded_at')

table log_checkpoint
  stream uuid not null
  sequence bigint not null
  state text not null
  constraint log_checkpoint_pkey PRIMARY KEY (stream, sequence)

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
  CREATE INDEX member_search ON member USING gin (search_words((aliases || ARRAY[code, (official_name ->> 'vi'::text), (official_name ->> 'en'::text), (short_name ->> 'vi'::text), (short_name ->> 'en'::text)])))
  CREATE TRIGGER member_keep_fact AFTER INSERT OR DELETE OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'official_name,short_name,aliases')

table member_bar
  id uuid not null
  conference_id uuid not null
  member_id uuid not null
  award_id uuid
  document text not null
  reason text
  from_day date not null
  until_day date
  end_reason text
  constraint member_bar_award_id_fkey FOREIGN KEY (award_id) REFERENCES award(id)
  constraint member_bar_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint member_bar_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint member_bar_pkey PRIMARY KEY (id)
  constraint member_bar_span_check CHECK ((until_day >= from_day))
  CREATE INDEX member_bar_conference_id_idx ON member_bar USING btree (conference_id)
  CREATE INDEX member_bar_member_id_idx ON member_bar USING btree (member_id)

table member_score
  id uuid not null
  table_id uuid not null
  member_id uuid not null
  stage text not null
  round integer not null
  total numeric
  constraint member_score_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint member_score_pkey PRIMARY KEY (id)
  constraint member_score_stage_check CHECK ((stage = ANY (ARRAY['OPEN'::text, 'SUBMITTED'::text, 'REVIEWED'::text, 'EXPLAINED'::text, 'FINAL'::text])))
  constraint member_score_table_id_fkey FOREIGN KEY (table_id) REFERENCES score_table(id)
  constraint member_score_table_id_member_id_key UNIQUE (table_id, member_id)
  constraint member_score_total_check CHECK (((stage = 'FINAL'::text) = (total IS NOT NULL)))

table membership
  id uuid not null
  member_id uuid not null
  from_year integer
  to_year integer
  seen_only boolean not null default false
  constraint membership_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint membership_member_id_from_year_key UNIQUE (member_id, from_year)
  constraint membership_pkey PRIMARY KEY (id)
  constraint membership_seen_check CHECK (((NOT seen_only) OR ((from_year IS NOT NULL) AND (to_year IS NOT NULL))))
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
  constraint movement_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint movement_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint movement_pkey PRIMARY KEY (id)
  CREATE TRIGGER movement_keep_fact AFTER INSERT OR DELETE OR UPDATE ON movement FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'field,emphasised,text')

table named_ballot
  poll_id uuid not null
  elector_id uuid not null
  choices text[] not null
  constraint named_ballot_pkey PRIMARY KEY (poll_id, elector_id)
  constraint named_ballot_poll_id_elector_id_fkey FOREIGN KEY (poll_id, elector_id) REFERENCES poll_roll(poll_id, elector_id)

table named_ballot_change
  poll_id uuid not null
  elector_id uuid not null
  sequence bigint not null
  delegate_id uuid not null
  former text[] not null
  choices text[] not null
  at timestamp(3) with time zone not null
  constraint named_ballot_change_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint named_ballot_change_pkey PRIMARY KEY (poll_id, elector_id, sequence)
  constraint named_ballot_change_poll_id_elector_id_fkey FOREIGN KEY (poll_id, elector_id) REFERENCES named_ballot(poll_id, elector_id)

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
  stated_contents integer
  needs_signatures integer
  in_force_from date
  settled_at timestamp(3) with time zone
  constraint pact_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint pact_conference_id_year_key UNIQUE (conference_id, year)
  constraint pact_needs_check CHECK ((needs_signatures > 0))
  constraint pact_pkey PRIMARY KEY (id)
  constraint pact_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'OPEN'::text, 'IN_FORCE'::text])))
  constraint pact_text_check CHECK ((((canonical_text IS NULL) = (text_hash IS NULL)) AND ((frozen_at IS NULL) OR (text_hash IS NOT NULL))))
  CREATE TRIGGER pact_keep_fact AFTER INSERT OR DELETE OR UPDATE ON pact FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'title,preamble,stated_contents')

table pact_article
  id uuid not null
  pact_id uuid not null
  ordinal integer not null
  heading jsonb not null
  text jsonb not null
  constraint pact_article_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint pact_article_pact_id_ordinal_key UNIQUE (pact_id, ordinal)
  constraint pact_article_pkey PRIMARY KEY (id)
  CREATE TRIGGER pact_article_keep_fact AFTER INSERT OR DELETE OR UPDATE ON pact_article FOR EACH ROW EXECUTE FUNCTION keep_fact('pact_id,ordinal', 'heading,text')

table pact_party
  pact_id uuid not null
  member_id uuid not null
  ordinal integer not null
  official_name jsonb not null
  short_name jsonb not null
  constraint pact_party_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint pact_party_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint pact_party_pkey PRIMARY KEY (pact_id, member_id)

table pact_rule
  id uuid not null
  bloc_id uuid not null
  year integer not null
  signatures integer
  from_day date
  constraint pact_rule_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint pact_rule_bloc_id_year_key UNIQUE (bloc_id, year)
  constraint pact_rule_check CHECK ((signatures > 0))
  constraint pact_rule_pkey PRIMARY KEY (id)

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
  CREATE TRIGGER pact_target_keep_fact AFTER INSERT OR DELETE OR UPDATE ON pact_target FOR EACH ROW EXECUTE FUNCTION keep_fact('pact_id,ordinal', 'raw,value,unit')

table pact_version
  pact_id uuid not null
  number integer not null
  canonical_text text not null
  text_hash text not null
  opened_at timestamp(3) with time zone not null
  constraint pact_version_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint pact_version_pkey PRIMARY KEY (pact_id, number)

table pending_act
  id uuid not null
  conference_id uuid not null
  kind text not null
  target_id uuid not null
  part_id uuid not null
  input jsonb not null
  basis jsonb not null
  reason text
  state text not null
  asked_by_id uuid not null
  asked_by text not null
  asked_by_role text not null
  asked_at timestamp(3) with time zone not null
  settled_by_id uuid
  settled_by text
  settled_by_role text
  settled_at timestamp(3) with time zone
  constraint pending_act_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES account(id)
  constraint pending_act_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint pending_act_keys_check CHECK (((state = 'CONFIRMED'::text) <= (settled_by_id <> asked_by_id)))
  constraint pending_act_pkey PRIMARY KEY (id)
  constraint pending_act_settled_by_id_fkey FOREIGN KEY (settled_by_id) REFERENCES account(id)
  constraint pending_act_settled_check CHECK (((state = 'WAITING'::text) = (settled_at IS NULL)))
  constraint pending_act_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'CONFIRMED'::text, 'DECLINED'::text, 'WITHDRAWN'::text])))
  CREATE INDEX pending_act_conference_id_idx ON pending_act USING btree (conference_id)
  CREATE INDEX pending_act_target_id_idx ON pending_act USING btree (target_id)
  CREATE UNIQUE INDEX pending_act_waiting_key ON pending_act USING btree (kind, target_id, part_id) WHERE (state = 'WAITING'::text)

table poll
  id uuid not null
  conference_id uuid not null
  agenda_item_id uuid
  proposal_id uuid
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
  openings integer not null default 0
  paper jsonb
  may_change boolean not null default false
  opens_at timestamp(3) with time zone
  minutes integer
  closes_by_itself boolean not null default false
  not_opened jsonb
  tie_order text[] not null default '{VOTES,SECOND_BALLOT,LEADERS_DECIDE}'::text[]
  self_vote boolean not null default true
  double_majority boolean not null default false
  member_weights jsonb
  second_ballot integer not null default 0
  tie_decision jsonb
  ballot_key text
  constraint poll_agenda_item_id_conference_id_fkey FOREIGN KEY (agenda_item_id, conference_id) REFERENCES agenda_item(id, conference_id)
  constraint poll_ballot_key_check CHECK ((((ballot_key IS NULL) AND (NOT ((secrecy = 'UNLINKED'::text) AND (state = 'OPEN'::text)))) OR ((secrecy = 'UNLINKED'::text) AND (ballot_key ~ '^[A-Za-z0-9_-]{43}$'::text))))
  constraint poll_choices_check CHECK ((max_choices >= 1))
  constraint poll_closing_check CHECK (((minutes IS NOT NULL) OR (NOT closes_by_itself)))
  constraint poll_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint poll_conference_id_ordinal_key UNIQUE (conference_id, ordinal)
  constraint poll_id_conference_id_key UNIQUE (id, conference_id)
  constraint poll_kind_check CHECK ((kind = ANY (ARRAY['YES_NO_ABSTAIN'::text, 'CHOOSE'::text])))
  constraint poll_live_tally_check CHECK (((secrecy = 'NAMED'::text) OR (NOT live_tally) OR (state = ANY (ARRAY['CLOSED'::text, 'VOID'::text]))))
  constraint poll_may_change_check CHECK (((secrecy = 'NAMED'::text) OR (NOT may_change)))
  constraint poll_minutes_check CHECK (((minutes >= 1) AND (minutes <= 120)))
  constraint poll_paper_check CHECK (((paper IS NULL) OR (secrecy = 'UNLINKED'::text)))
  constraint poll_pkey PRIMARY KEY (id)
  constraint poll_previous_id_conference_id_fkey FOREIGN KEY (previous_id, conference_id) REFERENCES poll(id, conference_id)
  constraint poll_proposal_check CHECK (((proposal_id IS NULL) OR (kind = 'YES_NO_ABSTAIN'::text)))
  constraint poll_proposal_id_conference_id_fkey FOREIGN KEY (proposal_id, conference_id) REFERENCES award_proposal(id, conference_id)
  constraint poll_result_check CHECK (((state <> 'CLOSED'::text) OR ((result IS NOT NULL) AND (closed_at IS NOT NULL))))
  constraint poll_rule_check CHECK (((electorate = ANY (ARRAY['MEMBERS'::text, 'DELEGATES'::text])) AND (base = ANY (ARRAY['ALL'::text, 'PRESENT'::text, 'CAST'::text, 'YES_NO'::text])) AND (quorum_denominator > 0) AND ((quorum_numerator >= 0) AND (quorum_numerator <= quorum_denominator)) AND (pass_denominator > 0) AND ((pass_numerator >= 0) AND (pass_numerator <= pass_denominator)) AND ((seats IS NULL) OR (seats > 0)) AND (floor >= 0) AND (tie_order[1] = 'VOTES'::text) AND (tie_order <@ ARRAY['VOTES'::text, 'SCORE'::text, 'DECREE_152_ART_4_6'::text, 'SECOND_BALLOT'::text, 'LEADERS_DECIDE'::text]) AND ((member_weights IS NULL) OR (jsonb_typeof(member_weights) = 'object'::text)) AND (NOT (double_majority AND ((member_weights IS NOT NULL) OR (electorate = 'MEMBERS'::text)))) AND ((state = ANY (ARRAY['CLOSED'::text, 'VOID'::text])) OR ((quorum_numerator > 0) AND (pass_numerator > 0) AND (floor >= 3) AND (NOT (pass_strict AND (pass_numerator = pass_denominator))))))) NOT VALID
  constraint poll_second_ballot_check CHECK ((((second_ballot >= 0) AND (second_ballot <= 2)) AND ((second_ballot = 0) OR (previous_id IS NOT NULL))))
  constraint poll_secrecy_check CHECK ((secrecy = ANY (ARRAY['NAMED'::text, 'UNLINKED'::text])))
  constraint poll_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'OPEN'::text, 'CLOSED'::text, 'VOID'::text])))
  constraint poll_tie_decision_check CHECK (((tie_decision IS NULL) OR (state = ANY (ARRAY['CLOSED'::text, 'VOID'::text]))))
  constraint poll_weights_check CHECK (((secrecy = 'NAMED'::text) OR ((member_weights IS NULL) AND (NOT double_majority))))
  CREATE INDEX poll_closing ON poll USING btree (due_at) WHERE ((state = 'OPEN'::text) AND closes_by_itself)
  CREATE INDEX poll_opening ON poll USING btree (opens_at) WHERE (state = 'DRAFT'::text)

table poll_elector
  poll_id uuid not null
  elector_id uuid not null
  member_id uuid
  delegate_id uuid
  present boolean not null
  weight numeric not null default 1
  constraint poll_elector_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint poll_elector_elector_check CHECK ((elector_id = COALESCE(delegate_id, member_id)))
  constraint poll_elector_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint poll_elector_pkey PRIMARY KEY (poll_id, elector_id)
  constraint poll_elector_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
  constraint poll_elector_weight_check CHECK ((weight > (0)::numeric))

table poll_option
  poll_id uuid not null
  code text not null
  ordinal integer not null
  label jsonb not null
  member_id uuid
  proposal_id uuid
  goes_first boolean
  score numeric
  constraint poll_option_about_check CHECK (((proposal_id IS NULL) OR (member_id IS NULL)))
  constraint poll_option_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint poll_option_pkey PRIMARY KEY (poll_id, code)
  constraint poll_option_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
  constraint poll_option_poll_id_member_id_key UNIQUE (poll_id, member_id)
  constraint poll_option_poll_id_proposal_id_key UNIQUE (poll_id, proposal_id)
  constraint poll_option_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES award_proposal(id)

table poll_roll
  poll_id uuid not null
  elector_id uuid not null
  delegate_id uuid not null
  method text not null default 'SESSION'::text
  constraint poll_roll_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint poll_roll_method_check CHECK ((method = ANY (ARRAY['SESSION'::text, 'BY_HAND'::text, 'ON_PAPER'::text])))
  constraint poll_roll_pkey PRIMARY KEY (poll_id, elector_id)
  constraint poll_roll_poll_id_elector_id_fkey FOREIGN KEY (poll_id, elector_id) REFERENCES poll_elector(poll_id, elector_id)

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

table received_report
  deadline_id uuid not null
  member_id uuid not null
  received_on date not null
  constraint received_report_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES deadline(id)
  constraint received_report_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint received_report_pkey PRIMARY KEY (deadline_id, member_id)
  CREATE INDEX received_report_member_id_idx ON received_report USING btree (member_id)

table reported_figure
  report_id uuid not null
  indicator_id uuid not null
  ordinal integer not null
  raw text not null
  value numeric
  unit text
  flags jsonb not null default '[]'::jsonb
  constraint reported_figure_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id)
  constraint reported_figure_pkey PRIMARY KEY (report_id, indicator_id)
  constraint reported_figure_report_id_fkey FOREIGN KEY (report_id) REFERENCES result_report(id)
  CREATE INDEX reported_figure_indicator_id_idx ON reported_figure USING btree (indicator_id)

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
  CREATE TRIGGER resolution_keep_fact AFTER INSERT OR DELETE OR UPDATE ON resolution FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'method,text')

table result
  id uuid not null
  bloc_id uuid not null
  indicator_id uuid not null
  member_id uuid
  conference_id uuid
  key text not null
  ordinal integer
  year integer not null
  kind text not null
  raw text not null
  value numeric
  unit text
  text jsonb
  flags jsonb not null default '[]'::jsonb
  period text not null default 'YEAR'::text
  report_id uuid
  constraint result_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint result_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint result_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id)
  constraint result_indicator_id_year_period_member_id_key_key UNIQUE (indicator_id, year, period, member_id, key)
  constraint result_kind_check CHECK (((kind = ANY (ARRAY['FIGURE'::text, 'STATEMENT'::text])) AND ((kind = 'FIGURE'::text) OR (value IS NULL))))
  constraint result_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint result_origin_check CHECK (((conference_id IS NULL) = (report_id IS NOT NULL)))
  constraint result_period_check CHECK ((period = ANY (ARRAY['YEAR'::text, 'Q1'::text, 'Q2'::text, 'Q3'::text, 'Q4'::text, 'M6'::text, 'M9'::text])))
  constraint result_pkey PRIMARY KEY (id)
  constraint result_report_id_fkey FOREIGN KEY (report_id) REFERENCES result_report(id)
  CREATE INDEX result_bloc_id_idx ON result USING btree (bloc_id)
  CREATE INDEX result_report_id_idx ON result USING btree (report_id)
  CREATE UNIQUE INDEX result_of_bloc_key ON result USING btree (indicator_id, year, period, key) WHERE (member_id IS NULL)
  CREATE TRIGGER result_keep_fact AFTER INSERT OR DELETE OR UPDATE ON result FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'kind,raw,value,unit,text,flags')

table result_report
  id uuid not null
  bloc_id uuid not null
  member_id uuid not null
  year integer not null
  period text not null
  number integer not null
  state text not null
  reason text
  salt text not null
  sequence integer not null
  settled_sequence integer
  constraint result_report_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint result_report_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint result_report_member_id_year_period_number_key UNIQUE (member_id, year, period, number)
  constraint result_report_period_check CHECK ((period = ANY (ARRAY['YEAR'::text, 'Q1'::text, 'Q2'::text, 'Q3'::text, 'Q4'::text, 'M6'::text, 'M9'::text])))
  constraint result_report_pkey PRIMARY KEY (id)
  constraint result_report_settled_check CHECK ((((state = 'REPORTED'::text) = (settled_sequence IS NULL)) AND ((state = 'RETURNED'::text) = (reason IS NOT NULL))))
  constraint result_report_state_check CHECK ((state = ANY (ARRAY['REPORTED'::text, 'CONFIRMED'::text, 'RETURNED'::text, 'SUPERSEDED'::text])))
  CREATE INDEX result_report_bloc_id_idx ON result_report USING btree (bloc_id)
  CREATE UNIQUE INDEX result_report_waiting_key ON result_report USING btree (member_id, year, period) WHERE (state = 'REPORTED'::text)

table score_entry
  id uuid not null
  member_score_id uuid not null
  key text not null
  part text not null
  version integer not null
  round integer not null
  entry jsonb
  note text
  role text not null
  account_id uuid not null
  entered_at timestamp(3) with time zone not null
  superseded_at timestamp(3) with time zone
  batch uuid not null
  constraint score_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint score_entry_member_score_id_fkey FOREIGN KEY (member_score_id) REFERENCES member_score(id)
  constraint score_entry_member_score_id_key_part_version_key UNIQUE (member_score_id, key, part, version)
  constraint score_entry_part_check CHECK ((part = ANY (ARRAY['SELF'::text, 'REVIEW'::text])))
  constraint score_entry_pkey PRIMARY KEY (id)
  constraint score_entry_role_check CHECK ((role = ANY (ARRAY['OFFICER'::text, 'LEADER_OFFICE'::text, 'COUNCIL_OFFICE'::text])))
  CREATE UNIQUE INDEX score_entry_standing_key ON score_entry USING btree (member_score_id, key, part) WHERE (superseded_at IS NULL)

table score_remark
  id uuid not null
  member_score_id uuid not null
  key text not null
  kind text not null
  text text not null
  role text not null
  account_id uuid not null
  written_at timestamp(3) with time zone not null
  batch uuid not null
  constraint score_remark_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint score_remark_kind_check CHECK ((kind = ANY (ARRAY['REMARK'::text, 'EXPLANATION'::text])))
  constraint score_remark_member_score_id_fkey FOREIGN KEY (member_score_id) REFERENCES member_score(id)
  constraint score_remark_pkey PRIMARY KEY (id)
  constraint score_remark_role_check CHECK ((role = ANY (ARRAY['OFFICER'::text, 'LEADER_OFFICE'::text, 'COUNCIL_OFFICE'::text])))
  CREATE INDEX score_remark_member_score_id_key_idx ON score_remark USING btree (member_score_id, key)

table score_table
  id uuid not null
  bloc_id uuid not null
  year integer not null
  version integer not null
  canonical_text text not null
  hash text not null
  set_at timestamp(3) with time zone not null
  account_id uuid
  frozen_at timestamp(3) with time zone
  poll_id uuid
  finished_at timestamp(3) with time zone
  released_at timestamp(3) with time zone
  constraint score_table_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint score_table_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint score_table_bloc_id_year_version_key UNIQUE (bloc_id, year, version)
  constraint score_table_order_check CHECK ((((poll_id IS NULL) OR (frozen_at IS NOT NULL)) AND ((finished_at IS NULL) OR (frozen_at IS NOT NULL)) AND ((released_at IS NULL) OR (finished_at IS NOT NULL))))
  constraint score_table_pkey PRIMARY KEY (id)
  constraint score_table_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
  constraint score_table_version_check CHECK ((version >= 1))
  constraint score_table_year_check CHECK (((year >= 1948) AND (year <= 2200)))
  CREATE UNIQUE INDEX score_table_frozen_key ON score_table USING btree (bloc_id, year) WHERE (frozen_at IS NOT NULL)

table sealed_ballot
  id uuid not null
  poll_id uuid not null
  sealed bytea not null
  constraint sealed_ballot_pkey PRIMARY KEY (id)
  constraint sealed_ballot_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
  constraint sealed_ballot_sealed_check CHECK ((octet_length(sealed) = 82))
  CREATE INDEX sealed_ballot_poll_id_idx ON sealed_ballot USING btree (poll_id)
  with (autovacuum_vacuum_threshold=0, autovacuum_vacuum_scale_factor=0)

table session
  id uuid not null
  account_id uuid not null
  token_hash bytea not null
  created_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
  last_used_at timestamp(3) with time zone
  conference_ids uuid[]
  given_in uuid
  given_at timestamp(3) with time zone
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint session_conferences_check CHECK ((cardinality(conference_ids) > 0))
  constraint session_given_in_fkey FOREIGN KEY (given_in) REFERENCES session(id)
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
  scan_hash text
  note text
  authorisation text
  constraint signature_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint signature_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
  constraint signature_method_check CHECK (((method = ANY (ARRAY['SESSION'::text, 'PAPER'::text, 'RECORDED'::text])) AND ((method = 'RECORDED'::text) OR (text_hash IS NOT NULL))))
  constraint signature_pact_id_fkey FOREIGN KEY (pact_id) REFERENCES pact(id)
  constraint signature_paper_check CHECK (((method = 'PAPER'::text) = (scan_hash IS NOT NULL)))
  constraint signature_pkey PRIMARY KEY (id)
  constraint signature_withdrawal_check CHECK (((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)))
  CREATE INDEX signature_pact_id_idx ON signature USING btree (pact_id)
  CREATE UNIQUE INDEX signature_standing_key ON signature USING btree (pact_id, member_id) WHERE (withdrawn_at IS NULL)

table speaker
  id uuid not null
  conference_id uuid not null
  delegate_id uuid not null
  ordinal integer not null
  topic text
  state text not null
  seconds integer
  asked_at timestamp(3) with time zone not null
  started_at timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  constraint speaker_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint speaker_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES delegate(id)
  constraint speaker_pkey PRIMARY KEY (id)
  constraint speaker_seconds_check CHECK ((seconds > 0))
  constraint speaker_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'SPEAKING'::text, 'DONE'::text, 'WITHDRAWN'::text])))
  CREATE INDEX speaker_conference_id_idx ON speaker USING btree (conference_id) WHERE (state = ANY (ARRAY['WAITING'::text, 'SPEAKING'::text]))
  CREATE UNIQUE INDEX speaker_delegate_key ON speaker USING btree (delegate_id) WHERE (state = ANY (ARRAY['WAITING'::text, 'SPEAKING'::text]))
  CREATE UNIQUE INDEX speaker_speaking_key ON speaker USING btree (conference_id) WHERE (state = 'SPEAKING'::text)

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
  tie_order text[] not null default '{VOTES,SECOND_BALLOT,LEADERS_DECIDE}'::text[]
  self_vote boolean not null default true
  double_majority boolean not null default false
  member_weights jsonb
  constraint voting_rule_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint voting_rule_bloc_id_year_subject_key UNIQUE (bloc_id, year, subject)
  constraint voting_rule_check CHECK (((electorate = ANY (ARRAY['MEMBERS'::text, 'DELEGATES'::text])) AND (base = ANY (ARRAY['ALL'::text, 'PRESENT'::text, 'CAST'::text, 'YES_NO'::text])) AND (quorum_denominator > 0) AND ((quorum_numerator >= 0) AND (quorum_numerator <= quorum_denominator)) AND (pass_denominator > 0) AND ((pass_numerator >= 0) AND (pass_numerator <= pass_denominator)) AND ((seats IS NULL) OR (seats > 0)) AND (floor >= 0) AND (tie_order[1] = 'VOTES'::text) AND (tie_order <@ ARRAY['VOTES'::text, 'SCORE'::text, 'DECREE_152_ART_4_6'::text, 'SECOND_BALLOT'::text, 'LEADERS_DECIDE'::text]) AND ((member_weights IS NULL) OR (jsonb_typeof(member_weights) = 'object'::text)) AND (NOT (double_majority AND ((member_weights IS NOT NULL) OR (electorate = 'MEMBERS'::text)))) AND (quorum_numerator > 0) AND (pass_numerator > 0) AND (floor >= 3) AND (NOT (pass_strict AND (pass_numerator = pass_denominator))))) NOT VALID
  constraint voting_rule_pkey PRIMARY KEY (id)
  CREATE TRIGGER voting_rule_keep_fact AFTER INSERT OR DELETE OR UPDATE ON voting_rule FOR EACH ROW EXECUTE FUNCTION keep_fact('id', 'electorate,quorum_numerator,quorum_denominator,pass_numerator,pass_denominator,pass_strict,base,seats,floor,tie_order,self_vote,double_majority,member_weights')

table webhook
  id uuid not null
  url text not null
  kinds text[] not null
  secret bytea not null
  previous_secret bytea
  previous_secret_until timestamp(3) with time zone
  owner_id uuid not null
  created_at timestamp(3) with time zone not null
  paused_at timestamp(3) with time zone
  pause_reason text
  lease_by uuid
  lease_until timestamp(3) with time zone
  constraint webhook_lease_check CHECK (((lease_by IS NULL) = (lease_until IS NULL)))
  constraint webhook_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES account(id)
  constraint webhook_pause_check CHECK ((((paused_at IS NULL) = (pause_reason IS NULL)) AND (pause_reason = ANY (ARRAY['BY_HAND'::text, 'GONE'::text]))))
  constraint webhook_pkey PRIMARY KEY (id)
  constraint webhook_previous_check CHECK (((previous_secret IS NULL) = (previous_secret_until IS NULL)))
  CREATE INDEX webhook_owner_id_idx ON webhook USING btree (owner_id)

table webhook_bloc
  webhook_id uuid not null
  bloc_id uuid not null
  constraint webhook_bloc_bloc_id_fkey FOREIGN KEY (bloc_id) REFERENCES bloc(id)
  constraint webhook_bloc_pkey PRIMARY KEY (webhook_id, bloc_id)
  constraint webhook_bloc_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
  CREATE INDEX webhook_bloc_bloc_id_idx ON webhook_bloc USING btree (bloc_id)

table webhook_conference
  webhook_id uuid not null
  conference_id uuid not null
  constraint webhook_conference_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id)
  constraint webhook_conference_pkey PRIMARY KEY (webhook_id, conference_id)
  constraint webhook_conference_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
  CREATE INDEX webhook_conference_conference_id_idx ON webhook_conference USING btree (conference_id)

table webhook_stream
  id uuid not null
  webhook_id uuid not null
  stream uuid not null
  position bigint not null
  failures integer not null default 0
  next_try_at timestamp(3) with time zone
  last_error text
  last_error_at timestamp(3) with time zone
  last_success_at timestamp(3) with time zone
  constraint webhook_stream_pkey PRIMARY KEY (id)
  constraint webhook_stream_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
  constraint webhook_stream_webhook_id_stream_key UNIQUE (webhook_id, stream)

CREATE OR REPLACE FUNCTION fact_part(fact jsonb, columns text, joined boolean)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN joined THEN to_jsonb(array_to_string(ARRAY(SELECT (fact_part.fact ->> c.name) FROM unnest(string_to_array(fact_part.columns, ','::text)) WITH ORDINALITY c(name, place) ORDER BY c.place), '/'::text)) ELSE (SELECT jsonb_object_agg(c.name, CASE jsonb_typeof((fact_part.fact -> c.name)) WHEN 'number'::text THEN to_jsonb((fact_part.fact ->> c.name)) ELSE (fact_part.fact -> c.name) END) AS jsonb_object_agg FROM unnest(string_to_array(fact_part.columns, ','::text)) c(name)) END

CREATE OR REPLACE FUNCTION keep_fact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare
    writer text := pg_current_xact_id()::text;
    fact jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    own text := fact_part(fact, tg_argv[0], true) #>> '{}';
    told jsonb := case tg_op when 'DELETE' then null else fact_part(fact, tg_argv[1], false) end;
    last fact_version;
    before fact_version;
  begin
    if current_setting('giaouoc.restoring', true) = 'on' then
      return null;
    end if;
    select * into last from fact_version v
      where v.fact = tg_table_name and v.key = own order by number desc limit 1;
    if last.data is not distinct from told then
      return null;
    end if;
    if last.written_by = writer then
      select * into before from fact_version v
        where v.fact = tg_table_name and v.key = own and v.number = last.number - 1;
      if before.data is not distinct from told then
        delete from fact_version v where v.fact = tg_table_name and v.key = own and v.number = last.number;
      else
        update fact_version v set data = told
          where v.fact = tg_table_name and v.key = own and v.number = last.number;
      end if;
      return null;
    end if;
    insert into fact_version (fact, key, number, known_from, data, written_by) values (
      tg_table_name, own, coalesce(last.number, 0) + 1, date_trunc('milliseconds', clock_timestamp()), told, writer
    );
    return null;
  end
  $function$

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        raise exception 'table % only grows: % refused', tg_table_name, lower(tg_op);
      end
      $function$

CREATE OR REPLACE FUNCTION search_words(texts text[])
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, regexp_replace(lower(translate(regexp_replace(NORMALIZE(array_to_string(texts, ' '::text), NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text)), '[^a-z0-9]+'::text, ' '::text, 'g'::text))
