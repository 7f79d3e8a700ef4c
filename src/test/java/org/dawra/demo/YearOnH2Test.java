package org.dawra.demo;

/** Both editions on the default database. */
class YearOnH2Test extends YearTests {}
