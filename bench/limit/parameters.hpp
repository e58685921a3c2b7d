// A hotline, its population and one span, as bench/parameters.py writes them. Indexes instead of names.
#pragma once

#include <array>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "draws.hpp"

i64 NEVER = 0;

constexpr int KEYS = 12;  // 1 to 9, 0, * and #, in this order
constexpr int NO_KEY = -1;

using Prompt = std::vector<i64>;  // how long it is, by language; empty: there is none

enum ActionKind { GO, ENQUEUE, SAY, REPEAT, BACK, LANGUAGE, HANG_UP };

struct Action {
    int kind = -1, menu = -1, stream = -1, language = 0;
    Prompt prompt;
};

struct Menu {
    Prompt prompt, no_input_prompt, no_match_prompt;
    i64 no_input_after, no_input_tries, no_match_tries;
    std::array<Action, KEYS> options;  // kind -1: the menu does not have the key
    Action on_no_input, on_no_match;
    int wrong_key;
};

struct Stream {
    i64 urgency, full_at, max_wait, record, wrap_up, expected_handle;
    Action on_full, on_max_wait;
};

struct Team {
    std::vector<i64> levels, after, speaks;
};

enum Discipline { STRICT, HEAD_START, ACCUMULATING };

struct Rules {
    i64 discipline, guard, head_start;
    double rates[2];
    i64 ring_time, wrap_up, no_answer_pause, redial_window, announce_first, announce_every;
    i64 say_position, say_wait, keeps_urgency, keeps_waiting, return_after, depth;
    i64 max_calls, calls_per_second, max_call;
};

struct Goal {
    enum Kind { NOWHERE, TO_STREAM, TO_TEAM } kind = NOWHERE;
    int index = 0;
};

struct Handover {
    bool is_there = false;
    Goal goal;
    double share = 0.0;
    Law after;
};

struct Matter {
    int stream;
    Law patience, key_time;
    std::vector<Law> talk;
    std::vector<int> has_wrap_up;
    std::vector<Law> wrap_up;
    double wrong_key, gives_up, straight_to_zero;
    std::vector<double> languages;
    int pretends;
    double pretence_share = 0.0, recognised = 0.0, pretence_talk = 1.0;
    Law pretence_after;
    std::vector<Handover> handovers;
    i64 balk_over;
    double balk_share;
    double redial_share;
    Law redial_after;
    i64 redial_at_most;
    std::vector<int> ways;  // (path * languages + language) * menus + menu: a key
    std::vector<Goal> specialists;
};

struct Source {
    i64 index;
    int matter;
    Arrivals arrivals;
};

struct Duty {
    int seat;
    std::vector<i64> at, what;
};

struct Parameters {
    i64 seed, begin, end, interval;
    std::map<std::string, i64> numbers;  // purposes and other constants, by name
    int languages;
    Rules rules;
    Prompt queued, transfer, recording, welcome_back, longer, goodbye;
    std::vector<Prompt> positions, waits;
    std::vector<i64> range_low, range_high;
    std::vector<Stream> streams;
    std::vector<Menu> menus;
    int entry;
    std::vector<Team> teams;
    std::vector<int> seat_team, ready_from_start;
    Law answer;
    double decline, no_answer;
    std::vector<int> language_keys;  // language * menus + menu: a key
    std::vector<int> matter_of;  // by stream
    std::vector<Matter> matters;
    std::vector<Source> sources;
    std::vector<Duty> duties;
};

class Reader {
  public:
    explicit Reader(const std::string& path) : in_(path) {
        if (!in_) throw std::runtime_error("cannot read " + path);
    }

    void read(Parameters& all) {
        *this >> all.seed >> all.begin >> all.end >> all.interval;
        for (int left = count(); left > 0; --left) {
            std::string name;
            *this >> name;
            *this >> all.numbers[name];
        }
        NEVER = all.numbers.at("NEVER");
        *this >> all.languages;
        read(all.rules);
        *this >> all.queued >> all.transfer >> all.recording >> all.welcome_back >> all.longer;
        *this >> all.goodbye >> all.positions >> all.waits >> all.range_low >> all.range_high;
        *this >> all.streams >> all.menus >> all.entry >> all.teams >> all.seat_team;
        *this >> all.ready_from_start >> all.answer >> all.decline >> all.no_answer;
        *this >> all.language_keys >> all.matter_of >> all.matters >> all.sources >> all.duties;
        std::string last;
        *this >> last;
        if (last != "end") throw std::runtime_error("expected the end, found " + last);
    }

  private:
    int count() {
        int number = 0;
        *this >> number;
        return number;
    }

    template <typename T>
    Reader& operator>>(T& value) {
        read(value);
        return *this;
    }

    template <typename T>
    void read(T& value) {
        if (!(in_ >> value)) throw std::runtime_error("the parameters end early");
    }

    template <typename T>
    void read(std::vector<T>& values) {
        values.resize(static_cast<std::size_t>(count()));
        for (T& value : values) read(value);
    }

    void read(Rules& r) {
        *this >> r.discipline >> r.guard >> r.head_start >> r.rates[0] >> r.rates[1];
        *this >> r.ring_time >> r.wrap_up >> r.no_answer_pause >> r.redial_window;
        *this >> r.announce_first >> r.announce_every >> r.say_position >> r.say_wait;
        *this >> r.keeps_urgency >> r.keeps_waiting >> r.return_after >> r.depth;
        *this >> r.max_calls >> r.calls_per_second >> r.max_call;
    }

    void read(Action& action) {
        *this >> action.kind >> action.menu >> action.stream >> action.language >> action.prompt;
    }

    void read(Menu& menu) {
        *this >> menu.prompt >> menu.no_input_prompt >> menu.no_match_prompt;
        *this >> menu.no_input_after >> menu.no_input_tries >> menu.no_match_tries;
        for (Action& action : menu.options) read(action);
        *this >> menu.on_no_input >> menu.on_no_match;
        menu.wrong_key = KEYS - 1;
        for (int key = KEYS - 1; key >= 0; --key)
            if (menu.options[static_cast<std::size_t>(key)].kind < 0) menu.wrong_key = key;
    }

    void read(Stream& s) {
        *this >> s.urgency >> s.full_at >> s.max_wait >> s.record >> s.wrap_up;
        *this >> s.expected_handle >> s.on_full >> s.on_max_wait;
    }

    void read(Team& team) { *this >> team.levels >> team.after >> team.speaks; }

    void read(Goal& goal) {
        int kind = 0;
        *this >> kind >> goal.index;
        goal.kind = static_cast<Goal::Kind>(kind);
    }

    void read(Handover& handover) {
        int is_there = 0;
        *this >> is_there;
        handover.is_there = is_there != 0;
        if (handover.is_there) *this >> handover.goal >> handover.share >> handover.after;
    }

    void read(Matter& m) {
        *this >> m.stream >> m.patience >> m.key_time >> m.talk >> m.has_wrap_up >> m.wrap_up;
        *this >> m.wrong_key >> m.gives_up >> m.straight_to_zero >> m.languages >> m.pretends;
        if (m.pretends != 0)
            *this >> m.pretence_share >> m.recognised >> m.pretence_talk >> m.pretence_after;
        *this >> m.handovers >> m.balk_over >> m.balk_share;
        *this >> m.redial_share >> m.redial_after >> m.redial_at_most >> m.ways >> m.specialists;
    }

    void read(Source& source) { *this >> source.index >> source.matter >> source.arrivals; }

    void read(Duty& duty) { *this >> duty.seat >> duty.at >> duty.what; }

    std::ifstream in_;
};
