-- Members of calls that clients filter by, as the calls show them. They stay in declared_members, too, which nodes of
-- the release before read.
ALTER TABLE comms_call ADD COLUMN subject TEXT;
ALTER TABLE comms_call ADD COLUMN call_direction VARCHAR(16);
ALTER TABLE comms_call ADD COLUMN call_chain_id TEXT;
ALTER TABLE comms_call ADD COLUMN my_participant_id TEXT;
ALTER TABLE comms_call ADD COLUMN shown_tenant_id TEXT;

UPDATE comms_call SET
    subject = declared_members ->> 'subject',
    call_direction = COALESCE(UPPER(declared_members ->> 'direction'), CASE call_state WHEN 'INCOMING' THEN 'INCOMING' ELSE 'OUTGOING' END),
    call_chain_id = declared_members ->> 'callChainId',
    my_participant_id = declared_members ->> 'myParticipantId',
    shown_tenant_id = COALESCE(declared_members ->> 'tenantId', tenant_id);
