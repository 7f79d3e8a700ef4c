create function audit_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end;
$$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_append_only();
create trigger audit_chain_append_only before update or delete or truncate on audit_chain
    for each statement execute function audit_append_only();
create trigger audit_head_append_only before update or delete or truncate on audit_head
    for each statement execute function audit_append_only();
