package org.dawra.audit;

class AuditChainOnH2Test extends AuditChainTests {

    @Override
    TrailHouse house() {
        return TrailHouse.onH2();
    }
}
