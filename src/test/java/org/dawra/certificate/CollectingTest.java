package org.dawra.certificate;

import org.springframework.boot.test.context.SpringBootTest;

/** Handing over on the embedded database. */
@SpringBootTest
class CollectingTest extends CollectingStory {}
