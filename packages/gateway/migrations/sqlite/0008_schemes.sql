-- Schemes that organizations wrote themselves. Sources and endpoints name one by the scheme's own id, in their sealed
-- definitions; a scheme that is named is not deleted. What is deleted leaves no row: nothing else names a scheme.
CREATE TABLE schemes (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  -- The scheme's own id.
  name TEXT NOT NULL,
  definition BLOB NOT NULL,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  managed_by TEXT NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason TEXT CHECK (disabled_reason IN ('removed')),
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organization_id, name)
) STRICT;
