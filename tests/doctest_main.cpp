// The one translation unit that holds doctest itself; compiled once into an object library.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
