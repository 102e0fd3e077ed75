// only for tests
