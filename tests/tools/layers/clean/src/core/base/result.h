#pragma once
#include <expected>
