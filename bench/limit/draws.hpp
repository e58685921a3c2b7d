// The numbers and laws of firstline.sim.draws and firstline.sim.kernel.laws, number for number.
// It knows no call. Compile with -ffp-contract=off: a fused multiply-add rounds differently.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

using i64 = std::int64_t;
using u64 = std::uint64_t;

inline u64 mixed(u64 word) {
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
    return word ^ (word >> 31);
}

constexpr u64 GOLDEN = 0x9E3779B97F4A7C15ULL;

inline u64 stream_key(u64 seed, u64 caller, u64 attempt) {
    return mixed(mixed(seed + GOLDEN) + GOLDEN * (caller * 8 + attempt + 1)) & 0x3FFFFFFFFFFFFFFFULL;
}

inline double keyed(u64 key, u64 purpose) {
    return (static_cast<double>(mixed(key + GOLDEN * (purpose + 1)) >> 12) + 0.5) *
           2.220446049250313e-16;
}

inline bool chance(u64 key, u64 purpose, double share) { return keyed(key, purpose) < share; }

inline double exponential(u64 key, u64 purpose) { return -std::log(keyed(key, purpose)); }

inline double normal_quantile(double share) {
    const double off = share - 0.5;
    if (std::fabs(off) <= 0.425) {
        const double r = 0.180625 - off * off;
        double over = 3.3430575583588128105e4 + r * 2.5090809287301226727e3;
        over = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * over);
        over = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * over);
        over = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * over);
        double under = 2.8729085735721942674e4 + r * 5.2264952788528545610e3;
        under = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * under);
        under = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * under);
        return off * (over / (1.0 + r * (4.2313330701600911252e1 + r * under)));
    }
    const double root = std::sqrt(-std::log(off < 0.0 ? share : 1.0 - share));
    double value;
    if (root <= 5.0) {
        const double r = root - 1.6;
        double over = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4;
        over = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * over);
        over = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * over);
        over = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * over);
        double under = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9;
        under = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * under);
        under = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * under);
        value = over / (1.0 + r * (2.05319162663775882187e0 + r * under));
    } else {
        const double r = root - 5.0;
        double over = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7;
        over = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * over);
        over = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * over);
        over = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * over);
        double under = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15;
        under = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * under);
        under = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * under);
        value = over / (1.0 + r * (5.99832206555887937690e-1 + r * under));
    }
    return off < 0.0 ? -value : value;
}

inline double normal(u64 key, u64 purpose) { return normal_quantile(keyed(key, purpose)); }

extern i64 NEVER;  // as the program that writes the parameters has it

inline i64 whole(double length) {
    return length >= 4.0e18 ? NEVER : static_cast<i64>(length + 0.5);
}

// A law as one small value: a kind and its numbers, so that a draw is a jump and not a call.
struct Law {
    enum Kind { FIXED, NEVER_ENDS, EXPONENTIAL, WEIBULL, LOGNORMAL, GAMMA, UNIFORM, EMPIRICAL };
    Kind kind = FIXED;
    i64 length = 0;
    double a = 0.0, b = 0.0, c = 0.0, d = 0.0;
    std::vector<i64> lengths;

    i64 draw(u64 key, u64 purpose) const {
        switch (kind) {
            case FIXED: return length;
            case NEVER_ENDS: return NEVER;
            case EXPONENTIAL: return whole(a * exponential(key, purpose));
            case WEIBULL: return whole(a * std::pow(exponential(key, purpose), b));
            case LOGNORMAL: return whole(std::exp(a + b * normal(key, purpose)));
            case GAMMA: return gamma(key, purpose);
            case UNIFORM: return whole(a + b * keyed(key, purpose));
            case EMPIRICAL:
                return lengths[static_cast<i64>(keyed(key, purpose) *
                                                static_cast<double>(lengths.size()))];
        }
        return 0;
    }

    i64 gamma(u64 key, u64 purpose) const {  // a scale, b power, c size, d slope
        const u64 own = stream_key(key, purpose, 0);
        double value = a * tried(own);
        if (b > 0.0) value *= std::pow(keyed(own, 0), b);
        return whole(value);
    }

    double tried(u64 own) const {
        for (u64 use = 1;; use += 2) {
            const double step = normal(own, use);
            const double root = 1.0 + d * step;
            if (root <= 0.0) continue;
            const double cube = root * root * root;
            const double height = std::log(keyed(own, use + 1));
            if (height < 0.5 * step * step + c * (1.0 - cube + std::log(cube))) return c * cube;
        }
    }
};

inline std::istream& operator>>(std::istream& in, Law& law) {
    std::string kind;
    in >> kind;
    if (kind == "fixed") {
        law.kind = Law::FIXED;
        in >> law.length;
    } else if (kind == "never") {
        law.kind = Law::NEVER_ENDS;
    } else if (kind == "exponential") {
        law.kind = Law::EXPONENTIAL;
        in >> law.a;
    } else if (kind == "weibull") {
        law.kind = Law::WEIBULL;
        in >> law.a >> law.b;
    } else if (kind == "lognormal") {
        law.kind = Law::LOGNORMAL;
        in >> law.a >> law.b;
    } else if (kind == "gamma") {
        law.kind = Law::GAMMA;
        in >> law.a >> law.b >> law.c >> law.d;
    } else if (kind == "uniform") {
        law.kind = Law::UNIFORM;
        in >> law.a >> law.b;
    } else if (kind == "empirical") {
        law.kind = Law::EMPIRICAL;
        std::size_t count;
        in >> count;
        law.lengths.resize(count);
        for (i64& length : law.lengths) in >> length;
    } else {
        throw std::runtime_error("unknown law: " + kind);
    }
    return in;
}

// A source's callers, as firstline.sim.kernel.arrivals has them.
struct Arrivals {
    std::vector<i64> starts;
    std::vector<double> per_hour, expected;
    u64 key = 0;
    i64 count = 0;
    std::size_t step = 0;
    double used = 0.0;

    i64 next() {
        used -= std::log(keyed(key, static_cast<u64>(count)));
        ++count;
        while (step < starts.size() && used >= expected[step]) used -= expected[step++];
        if (step >= starts.size()) return NEVER;
        return starts[step] + static_cast<i64>(used / per_hour[step] * 3.6e9);
    }
};

inline std::istream& operator>>(std::istream& in, Arrivals& source) {
    std::size_t count;
    in >> source.key >> count;
    source.starts.resize(count);
    source.per_hour.resize(count);
    source.expected.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        in >> source.starts[i] >> source.per_hour[i] >> source.expected[i];
    return in;
}
