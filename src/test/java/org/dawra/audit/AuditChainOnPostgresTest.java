package org.dawra.audit;

class AuditChainOnPostgresTest extends AuditChainTests {

    @Override
    TrailHouse house() {
        return TrailHouse.onPostgres();
    }
}
