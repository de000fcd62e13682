#include "toml_text.h"

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <string>

// A check of toml++ that fails is an error in the text, not the end of the program (toml++ 3.3, preprocessor.h lets this macro
// be given).
#define TOML_ASSERT(expression)                                                                                      \
    do {                                                                                                             \
        if (!(expression)) throw std::logic_error("it is no TOML");                                                  \
    } while (false)
#define TOML_ASSERT_ASSUME(expression) TOML_ASSERT(expression)
#define TOML_ENABLE_FORMATTERS 1
#pragma GCC diagnostic push
// some checks stand in functions that do not throw; parsing reaches none of them
#if defined(__clang__)
#pragma GCC diagnostic ignored "-Wexceptions"
#else
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace {

char *copied(const std::string &text) {
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (copy) std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

/// Whether the first bytes break a check: where that begins tells the line.
bool breaks(std::string_view text) {
    try {
        (void)toml::parse(text);
    } catch (const std::logic_error &) {
        return true;
    } catch (...) {
    }
    return false;
}

size_t line_that_breaks(std::string_view text) {
    size_t line = 1;
    for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1), line++) {
        if (breaks(text.substr(0, end))) return line;
    }
    return line;
}

}  // namespace

toml_outcome toml_parse(const char *bytes, size_t count) {
    toml_outcome outcome = {nullptr, nullptr, 1};
    const std::string_view text(bytes ? bytes : "", count);
    try {
        const toml::table table = toml::parse(text);
        std::stringstream json;
        json << toml::json_formatter(table);
        outcome.json = copied(json.str());
    } catch (const toml::parse_error &error) {
        outcome.error = copied(std::string(error.description()));
        outcome.line = error.source().begin.line;
    } catch (const std::logic_error &error) {
        outcome.error = copied(error.what());
        outcome.line = line_that_breaks(text);
    } catch (const std::exception &error) {
        outcome.error = copied(error.what());
    }
    return outcome;
}

void toml_free(toml_outcome outcome) {
    std::free(outcome.json);
    std::free(outcome.error);
}
