package org.dawra.certificate;

import org.springframework.boot.test.context.SpringBootTest;

/** The life of a certificate on the embedded database. */
@SpringBootTest
class CertificateLifeTest extends CertificateLifeStory {}
