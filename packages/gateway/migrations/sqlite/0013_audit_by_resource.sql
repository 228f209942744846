-- What was done with one thing, such as an event, is looked for among all that was ever done.
CREATE INDEX audit_entries_by_resource ON audit_entries (organization_id, resource_name, sequence);
