// The whole simulated hotline once more, by hand: the yardstick for how fast it could be.
//
// The same rules as firstline.switchboard and firstline.sim.kernel, event for event, in one program
// that knows everything at compile time: no doors, no journal, no consults, no incidents, calls that
// begin when the hotline is open. It counts on fewer than `kept_places` callers leaving within the
// time for which places are kept. Prints the sum of every column of rows, and its CPU seconds.
//
//   g++ -O3 -march=native -ffp-contract=off -o full full.cpp && ./full parameters.txt

#include <cstdio>
#include <ctime>
#include <deque>

#include "agenda.hpp"
#include "parameters.hpp"

namespace {

enum CallState { MENU, MESSAGE, WAITING, OFFERED, TALKING, ENDED };
enum AgentState { SIGNED_OUT, NOT_READY, READY, RESERVED, ON_CALL, ON_HOLD, WRAP_UP, AGENT_STATES };
enum Step { PROMPT, LISTENING, RECORDING, WELCOME_BACK, FAREWELL };
enum Outcome { ANSWERED, ABANDONED, LEFT_MENU, BLOCKED, DEFLECTED, GAVE_UP };
enum Path { TRUTHFUL, PRETENDER, STRAIGHT_TO_ZERO };
enum What { ARRIVE, PAUSE, GO_ON, LEAVE };
enum Rank { EXCHANGE, PEOPLE };  // at one instant the exchange acts first
enum TimerKind {
    SPOKEN, SILENCE, PART, TREATED, ANNOUNCE, WIDEN, LONGEST_WAIT, RETURN, LONGEST_CALL, GREETED,
    RING_END, REST_END,
    DIAL, PRESS, HANG_UP_CALL, BE_TRANSFERRED, PICK_UP, DECLINE, FINISH, SHIFT, COME,
};

constexpr i64 SECOND = 1'000'000;
constexpr i64 NONE = -1;
constexpr double FRONT = 2.0e15, URGENT = 1.0e15;
constexpr i64 GRACE = 30 * SECOND;
constexpr std::size_t MENU_DEPTH = 32;

struct Line;
struct Agent;

struct Person {  // a caller, the present call and its place in line
    // looked at whenever lines are
    i64 since = 0;
    i64 number = 0;
    Person *before = nullptr, *after = nullptr;
    Line* line = nullptr;
    Agent* agent = nullptr;
    int urgency = 0;
    int state = ENDED;
    bool stands = false, treated = false, was_answered = false;
    int language = 0, stream = -1, menu = -1, step = PROMPT;
    i64 silences = 0, mistakes = 0;
    Outcome farewell = DEFLECTED;
    int slips = 0;
    Agent* transferrer = nullptr;
    i64 arrived = 0, told_until = 0, entered = 0;
    Person *older = nullptr, *younger = nullptr;  // among the calls that are up
    std::vector<int> path_back;
    Timer step_timer, widen_timer, wait_timer, return_timer;
    // the caller
    Timer timer;
    u64 key = 0;
    const Matter* matter = nullptr;
    i64 id = 0;
    i64 source = 0;
    int attempt = 0, path = TRUTHFUL, own_language = 0, next_key = NO_KEY;
    bool was_handed_over = false;
    Goal goal;
    i64 asked = 0, waits = 0, rung = 0, connected = 0;
    i64 talking_since = 0, talk = 0;
    i64 first_stream = NONE, first_urgency = NONE, queued = NONE, ahead = NONE, servers = NONE;
    i64 answered = NONE, reached = NONE, level = 0, last_agent = NONE;
    i64 told = NONE, told_high = NONE;
    // the place that is kept
    bool keeps = false;
    int kept_stream = 0, kept_urgency = 0, kept_language = 0;
    i64 kept_since = 0, kept_left = 0;
};

struct Bench {
    Agent *head = nullptr, *tail = nullptr;
    i64 on_duty = 0;
    int team = 0;
    std::vector<struct Taker> takes;
};

struct Taker {
    Bench* bench;
    Line* line;
    i64 level, after;
};

struct Line {
    Person *head = nullptr, *tail = nullptr;
    i64 length = 0;
    int stream = -1;
    bool is_open = false;
    Agent* only = nullptr;
    std::vector<Taker> takers;
    std::vector<Line*> beside;
};

struct Agent {
    i64 idle_since = 0;
    int index = 0;
    int state = SIGNED_OUT;
    Bench* bench = nullptr;
    Agent *before = nullptr, *after = nullptr;
    Person *place = nullptr, *call = nullptr;
    Person* hears = nullptr;
    bool leaves = false, pauses = false, has_phone = false, comes_back = false;
    i64 served_since = 0;
    int served = -1;
    Timer timer, act;
    std::vector<Line*> own_lines;
    i64 since = 0;
};

struct Shift {
    Agent* agent;
    const Duty* duty;
    std::size_t next = 0;
    Timer timer;
};

struct Coming {
    Source* source;
    const Matter* matter;
    i64 number = 0;
    Timer timer;
};

i64 floor_div(i64 a, i64 b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

class Hotline {
  public:
    explicit Hotline(Parameters& p) : p_(p), r_(p.rules) {
        purposes();
        benches();
        lines();
        for (const Stream& stream : p_.streams) handle_times_.push_back(stream.expected_handle);
        waiting_.assign(p_.streams.size(), 0);
        intervals_ = std::max<i64>(1, floor_div(p.end - p.begin + p.interval - 1, p.interval));
        staff_.assign(p_.teams.size() * AGENT_STATES * static_cast<std::size_t>(intervals_), 0);
        columns_.assign(COLUMNS, std::vector<i64>(CAPACITY));
        sums_.assign(COLUMNS, 0);
        credit_ = r_.calls_per_second * SECOND;
    }

    void run() {
        begin();
        while (sources_left_ > 0 || to_come_ > 0) step();
        while (agenda_.is_due(p_.end)) step();
        now_ = std::max(now_, p_.end);
        for (Agent& agent : agents_) show(agent, agent.state);
        hand_over();
    }

    void step() {
        Timer& timer = agenda_.pop();
        now_ = timer.at;
        ++steps_;
        due(timer);
    }

    void print() const {
        std::printf("rows %lld\n", static_cast<long long>(rows_));
        std::printf("sums");
        for (const u64 sum : sums_) std::printf(" %lld", static_cast<long long>(sum));
        std::printf("\nstaff");
        const std::size_t size = static_cast<std::size_t>(intervals_);
        for (int state = 0; state < AGENT_STATES; ++state) {
            i64 sum = 0;
            for (std::size_t team = 0; team < p_.teams.size(); ++team)
                for (std::size_t i = 0; i < size; ++i)
                    sum += staff_[(team * AGENT_STATES + static_cast<std::size_t>(state)) * size + i];
            std::printf(" %lld", static_cast<long long>(sum));
        }
        std::printf("\nsteps %lld\n", static_cast<long long>(steps_));
    }

  private:
    void purposes() {
        const auto number = [this](const char* name) { return p_.numbers.at(name); };
        path_ = number("PATH"), language_ = number("LANGUAGE"), redial_ = number("REDIAL");
        balk_ = number("BALK"), redial_after_ = number("REDIAL_AFTER"), asked_ = number("ASKED");
        key_time_ = number("KEY_TIME"), wrong_key_ = number("WRONG_KEY");
        gives_up_ = number("GIVES_UP"), queued_ = number("QUEUED"), patience_ = number("PATIENCE");
        rung_ = number("RUNG"), answer_ = number("ANSWER"), mood_ = number("MOOD");
        connected_ = number("CONNECTED"), talk_ = number("TALK"), wrap_up_ = number("WRAP_UP");
        recognised_ = number("RECOGNISED"), handed_over_ = number("HANDED_OVER");
        block_ = number("BLOCK"), blocks_ = number("BLOCKS");
    }

    void benches() {
        benches_.resize(p_.teams.size());
        agents_.resize(p_.seat_team.size());
        for (std::size_t i = 0; i < benches_.size(); ++i) benches_[i].team = static_cast<int>(i);
        for (std::size_t i = 0; i < agents_.size(); ++i) {
            agents_[i].index = static_cast<int>(i);
            agents_[i].bench = &benches_[static_cast<std::size_t>(p_.seat_team[i])];
            agents_[i].timer.who = agents_[i].act.who = &agents_[i];
            agents_[i].since = p_.begin;
        }
    }

    void lines() {
        const std::size_t goals = p_.streams.size() + p_.teams.size() + agents_.size();
        lines_.resize(goals * 2 * static_cast<std::size_t>(p_.languages));
        std::size_t at = 0;
        for (std::size_t goal = 0; goal < goals; ++goal)
            for (int rest = 0; rest < 2 * p_.languages; ++rest)
                furnish(lines_[at++], goal, static_cast<std::size_t>(rest % p_.languages));
    }

    // A line is looked at from when somebody first stands in it.
    void open(Line& line) {
        line.is_open = true;
        if (line.only != nullptr) line.only->own_lines.push_back(&line);
        for (Taker& taker : line.takers) taker.bench->takes.push_back(taker);
        for (Line& other : lines_)
            if (other.is_open) stand_beside(other);
    }

    void furnish(Line& line, std::size_t goal, std::size_t language) {
        if (goal < p_.streams.size()) {
            line.stream = static_cast<int>(goal);
            for (Bench& bench : benches_) {
                const Team& team = p_.teams[static_cast<std::size_t>(bench.team)];
                if (team.levels[goal] > 0 && team.speaks[language] != 0)
                    line.takers.push_back({&bench, &line, team.levels[goal], team.after[goal]});
            }
            std::stable_sort(line.takers.begin(), line.takers.end(),
                             [](const Taker& a, const Taker& b) { return a.level < b.level; });
        } else if (goal < p_.streams.size() + p_.teams.size()) {
            line.takers.push_back({&benches_[goal - p_.streams.size()], &line, 1, 0});
        } else {
            line.only = &agents_[goal - p_.streams.size() - p_.teams.size()];
        }
    }

    static void stand_beside(Line& line) {
        line.beside = {&line};
        for (const Taker& taker : line.takers)
            for (const Taker& other : taker.bench->takes)
                if (std::find(line.beside.begin(), line.beside.end(), other.line) ==
                    line.beside.end())
                    line.beside.push_back(other.line);
    }

    Line& line_of(Goal goal, int urgency, int language) {
        std::size_t place = static_cast<std::size_t>(goal.index);
        if (goal.kind == Goal::TO_TEAM) place += p_.streams.size();
        return line_at(place, urgency, language);
    }

    Line& line_of_agent(const Agent& agent, int urgency, int language) {
        return line_at(p_.streams.size() + p_.teams.size() + static_cast<std::size_t>(agent.index),
                       urgency, language);
    }

    Line& line_at(std::size_t goal, int urgency, int language) {
        return lines_[(goal * 2 + static_cast<std::size_t>(urgency)) *
                          static_cast<std::size_t>(p_.languages) +
                      static_cast<std::size_t>(language)];
    }

    void begin() {
        now_ = p_.begin;
        for (Agent& agent : agents_)
            if (p_.ready_from_start[static_cast<std::size_t>(agent.index)] != 0) {
                sign_in(agent);
                agent.comes_back = true;
            }
        settle();
        for (const Duty& duty : p_.duties) {
            shifts_.push_back({&agents_[static_cast<std::size_t>(duty.seat)], &duty, 0, {}});
            shifts_.back().timer.who = &shifts_.back();
            if (!duty.at.empty()) people(shifts_.back().timer, SHIFT, duty.at[0]);
        }
        for (Source& source : p_.sources) {
            const int matter = p_.matter_of[static_cast<std::size_t>(source.matter)];
            comings_.push_back({&source, &p_.matters[static_cast<std::size_t>(matter)], 0, {}});
            comings_.back().timer.who = &comings_.back();
            await_next(comings_.back());
        }
    }

    void exchange(Timer& timer, int kind, i64 at) { agenda_.set(timer, kind, EXCHANGE, at); }
    void people(Timer& timer, int kind, i64 at) { agenda_.set(timer, kind, PEOPLE, at); }

    i64 nth(i64 kind, i64 count) const { return kind + block_ * std::min(count, blocks_ - 1); }

    void due(Timer& timer) {
        Person* person = static_cast<Person*>(timer.who);
        switch (timer.kind) {
            case SPOKEN: message_over(*person); break;
            case SILENCE: no_input(*person); break;
            case PART: end(*person, person->farewell); break;
            case GREETED: announce_first(*person); break;
            case TREATED: announce_later(*person, r_.announce_every); break;
            case ANNOUNCE:
                if (person->state == WAITING) announce(*person);
                else announce_later(*person, r_.announce_every);
                break;
            case WIDEN:
                if (person->stands) arrivals_.push_back(person);
                break;
            case LONGEST_WAIT: longest_wait(*person); break;
            case RETURN: nobody_took(*person); break;
            case LONGEST_CALL: longest_call(); break;
            case RING_END: decline(*static_cast<Agent*>(timer.who)); break;
            case REST_END: rest_over(*static_cast<Agent*>(timer.who)); break;
            case DIAL: dial(*person); break;
            case PRESS: choose(*person, person->next_key); break;
            case HANG_UP_CALL: caller_left(*person); break;
            case BE_TRANSFERRED: transfer(*person); break;
            case PICK_UP: pick_up(*static_cast<Agent*>(timer.who)); return;
            case DECLINE: {
                Agent& agent = *static_cast<Agent*>(timer.who);
                if (agent.hears != nullptr) decline(agent);
                break;
            }
            case FINISH: {
                Agent& agent = *static_cast<Agent*>(timer.who);
                if (agent.state == WRAP_UP) rest_over(agent);
                break;
            }
            case SHIFT: shift(*static_cast<Shift*>(timer.who)); break;
            case COME: come(*static_cast<Coming*>(timer.who)); break;
        }
        settle();
    }

    void await_next(Coming& coming) {
        const i64 at = coming.source->arrivals.next();
        if (at >= NEVER) return;
        ++sources_left_;
        people(coming.timer, COME, at);
    }

    void come(Coming& coming) {
        const i64 number = coming.number++;
        --sources_left_;
        await_next(coming);
        Person& person = somebody();
        ++to_come_;
        const Matter& matter = *coming.matter;
        person.matter = &matter;
        person.source = coming.source->index;
        person.id = (coming.source->index << 32) + number;
        person.attempt = 0;
        person.keeps = false;
        const u64 key = stream_key(seed(), static_cast<u64>(person.id), 0);
        const double which = keyed(key, static_cast<u64>(path_));
        person.path = which < matter.straight_to_zero ? STRAIGHT_TO_ZERO
                      : matter.pretends != 0 &&
                              which < matter.straight_to_zero + matter.pretence_share
                          ? PRETENDER
                          : TRUTHFUL;
        const double tongue = keyed(key, static_cast<u64>(language_));
        const int last = static_cast<int>(matter.languages.size()) - 1;
        person.own_language = 0;
        while (person.own_language < last &&
               tongue >= matter.languages[static_cast<std::size_t>(person.own_language)])
            ++person.own_language;
        dial(person);
    }

    Person& somebody() {
        if (!idle_.empty()) {
            Person* person = idle_.back();
            idle_.pop_back();
            return *person;
        }
        people_.emplace_back();
        Person& person = people_.back();
        person.step_timer.who = person.widen_timer.who = person.wait_timer.who =
            person.return_timer.who = person.timer.who = &person;
        return person;
    }

    u64 seed() const { return static_cast<u64>(p_.seed); }

    void dial(Person& c) {
        c.key = stream_key(seed(), static_cast<u64>(c.id), static_cast<u64>(c.attempt));
        c.asked = c.waits = c.rung = c.connected = 0;
        c.was_handed_over = false;
        c.talk = 0;
        c.first_stream = c.first_urgency = c.queued = c.ahead = c.servers = NONE;
        c.answered = c.reached = c.last_agent = c.told = c.told_high = NONE;
        c.level = 0;
        c.number = ++last_call_;
        c.arrived = now_;
        c.state = MENU;
        c.language = 0;
        c.stream = -1;
        c.urgency = 0;
        c.since = 0;
        c.line = nullptr;
        c.agent = nullptr;
        c.stands = c.treated = c.was_answered = false;
        c.slips = 0;
        c.transferrer = nullptr;
        c.told_until = NEVER;
        c.path_back.clear();
        if (is_refused()) {
            c.state = ENDED;
            over(c, BLOCKED);
            return;
        }
        stand_up(c);
        greet(c);
    }

    void be_asked(Person& c) {
        const Matter& matter = *c.matter;
        const i64 numbers = nth(asked_, c.asked++);
        const i64 at = now_ + matter.key_time.draw(c.key, static_cast<u64>(numbers + key_time_));
        const int key = key_on(c);
        if (key == NO_KEY || chance(c.key, static_cast<u64>(numbers + gives_up_), matter.gives_up)) {
            people(c.timer, HANG_UP_CALL, at);
            return;
        }
        c.next_key = key;
        if (chance(c.key, static_cast<u64>(numbers + wrong_key_), matter.wrong_key))
            c.next_key = p_.menus[static_cast<std::size_t>(c.menu)].wrong_key;
        people(c.timer, PRESS, at);
    }

    int key_on(const Person& c) const {
        const std::size_t menus = p_.menus.size(), menu = static_cast<std::size_t>(c.menu);
        if (c.language != c.own_language) {
            const int key =
                p_.language_keys[static_cast<std::size_t>(c.own_language) * menus + menu];
            if (key != NO_KEY) return key;
        }
        return c.matter->ways[static_cast<std::size_t>(c.path * p_.languages + c.language) * menus +
                              menu];
    }

    void stand(Person& c) {
        const Line& line = *c.line;
        if (c.queued == NONE) {
            c.first_stream = line.stream;
            c.first_urgency = c.urgency;
            c.queued = now_;
            c.ahead = line.length - 1;
            c.servers = on_duty(line);
        }
        if (c.waits > c.connected) return;
        const i64 patience =
            c.matter->patience.draw(c.key, static_cast<u64>(nth(queued_, c.waits++) + patience_));
        if (patience < NEVER) people(c.timer, HANG_UP_CALL, now_ + patience);
        else agenda_.cancel(c.timer);
    }

    void hear_wait(Person& c, std::size_t range, i64 spoken) {
        const i64 low = p_.range_low[range];
        if (c.told == NONE) {
            c.told = low;
            c.told_high = p_.range_high[range];
        }
        if (low < c.matter->balk_over ||
            !chance(c.key, static_cast<u64>(balk_), c.matter->balk_share))
            return;
        const i64 at = now_ + spoken;
        if (c.timer.place < 0 || at < c.timer.at) people(c.timer, HANG_UP_CALL, at);
    }

    void over(Person& c, Outcome outcome) {
        agenda_.cancel(c.timer);
        tell(c, outcome);
        const bool gave_up = outcome == ANSWERED && c.reached == NONE;
        if ((outcome == ABANDONED || outcome == BLOCKED || gave_up) && calls_again(c)) return;
        --to_come_;
        idle_.push_back(&c);
    }

    bool calls_again(Person& c) {
        const Matter& matter = *c.matter;
        if (c.attempt >= std::min<i64>(matter.redial_at_most, 7)) return false;
        if (!chance(c.key, static_cast<u64>(redial_), matter.redial_share)) return false;
        people(c.timer, DIAL,
               now_ + matter.redial_after.draw(c.key, static_cast<u64>(redial_after_)));
        ++c.attempt;
        return true;
    }

    void be_rung(Agent& agent, Person& c) {
        const u64 numbers = static_cast<u64>(nth(rung_, c.rung++));
        agent.hears = &c;
        const double mood = keyed(c.key, numbers + static_cast<u64>(mood_));
        if (mood < p_.no_answer) {
            agenda_.cancel(agent.act);
            return;
        }
        const int kind = mood < p_.no_answer + p_.decline ? DECLINE : PICK_UP;
        people(agent.act, kind,
               now_ + p_.answer.draw(c.key, numbers + static_cast<u64>(answer_)));
    }

    void be_left(Agent& agent) {
        agent.hears = nullptr;
        agenda_.cancel(agent.act);
    }

    void talk(Agent& agent, Person& c) {
        const Matter& matter = *c.matter;
        const u64 numbers = static_cast<u64>(nth(connected_, c.connected++));
        const std::size_t team = static_cast<std::size_t>(agent.bench->team);
        const std::vector<i64>& levels = p_.teams[team].levels;
        c.talking_since = now_;
        c.last_agent = agent.index;
        if (c.answered == NONE) {
            c.answered = now_;
            if (agent.served >= 0) c.level = levels[static_cast<std::size_t>(agent.served)];
        }
        const i64 level = levels[static_cast<std::size_t>(matter.stream)];
        c.goal = goal_of(c, matter, team, level, numbers);
        if (c.goal.kind != Goal::NOWHERE) {
            people(c.timer, BE_TRANSFERRED, now_ + talk_before(c, matter, team, level, numbers));
            return;
        }
        i64 length = matter.talk[static_cast<std::size_t>(level)].draw(
            c.key, numbers + static_cast<u64>(talk_));
        if (matter.pretends != 0 && passes_for_another(c))
            length = static_cast<i64>(static_cast<double>(length) * matter.pretence_talk);
        c.reached = now_;
        people(c.timer, HANG_UP_CALL, now_ + length);
    }

    static bool passes_for_another(const Person& c) { return c.path == PRETENDER && c.slips == 0; }

    Goal goal_of(Person& c, const Matter& matter, std::size_t team, i64 level, u64 numbers) {
        if (c.slips >= r_.depth) return {};
        if (level == 0) {
            const auto& own = matter.handovers[team];
            return own.is_there ? own.goal : matter.specialists[team];
        }
        if (matter.pretends != 0 && passes_for_another(c)) {
            if (chance(c.key, numbers + static_cast<u64>(recognised_), matter.recognised))
                return matter.specialists[team];
        }
        const Handover& handover = matter.handovers[team];
        if (!handover.is_there || c.was_handed_over) return {};
        c.was_handed_over =
            chance(c.key, numbers + static_cast<u64>(handed_over_), handover.share);
        return c.was_handed_over ? handover.goal : Goal{};
    }

    i64 talk_before(const Person& c, const Matter& matter, std::size_t team, i64 level,
                    u64 numbers) {
        const u64 purpose = numbers + static_cast<u64>(talk_);
        const Handover& handover = matter.handovers[team];
        if (handover.is_there && (level == 0 || c.was_handed_over))
            return handover.after.draw(c.key, purpose);
        if (matter.pretends != 0 && c.path == PRETENDER)
            return matter.pretence_after.draw(c.key, purpose);
        return matter.talk[0].draw(c.key, purpose);
    }

    void be_parted(Agent& agent, Person& c) {
        agent.hears = nullptr;
        c.talk += now_ - c.talking_since;
        const std::size_t level = static_cast<std::size_t>(
            p_.teams[static_cast<std::size_t>(agent.bench->team)]
                .levels[static_cast<std::size_t>(c.matter->stream)]);
        if (c.matter->has_wrap_up[level] == 0) {
            agenda_.cancel(agent.act);
            return;
        }
        const u64 numbers = static_cast<u64>(nth(connected_, c.connected - 1));
        people(agent.act, FINISH,
               now_ + c.matter->wrap_up[level].draw(c.key, numbers + static_cast<u64>(wrap_up_)));
    }

    void shift(Shift& shift) {
        const i64 what = shift.duty->what[shift.next++];
        if (shift.next < shift.duty->at.size())
            people(shift.timer, SHIFT, shift.duty->at[shift.next]);
        Agent& agent = *shift.agent;
        if (what == ARRIVE) {
            sign_in(agent);
            agent.has_phone = true;
            if (agent.comes_back && agent.state == NOT_READY) become_ready(agent);
            settle();
            go_ready(agent);
        } else if (what == LEAVE) {
            withdraw(agent);
            sign_out(agent);
        } else if (agent.state == SIGNED_OUT) {
            return;
        } else if (what == PAUSE) {
            withdraw(agent);
            if (agent.state == RESERVED || agent.state == ON_CALL) agent.pauses = true;
            else pause(agent);
        } else {
            go_ready(agent);
        }
    }

    void sign_in(Agent& agent) {
        agent.leaves = false;
        if (agent.state == SIGNED_OUT) show(agent, NOT_READY);
    }

    void go_ready(Agent& agent) {
        agent.pauses = agent.leaves = false;
        if (agent.state == NOT_READY || agent.state == WRAP_UP) become_ready(agent);
    }

    void become_ready(Agent& agent) {
        agenda_.cancel(agent.timer);
        if (agent.state == NOT_READY) ++agent.bench->on_duty;
        agent.comes_back = false;
        agent.idle_since = now_;
        sit(agent);
        freed_.push_back(&agent);
        show(agent, READY);
    }

    void pause(Agent& agent) {
        agenda_.cancel(agent.timer);
        if (agent.state == READY) rise(agent);
        if (agent.state != NOT_READY) --agent.bench->on_duty;
        agent.pauses = agent.comes_back = false;
        show(agent, NOT_READY);
    }

    void sign_out(Agent& agent) {
        if (agent.state == SIGNED_OUT) return;
        if (agent.state == RESERVED || agent.state == ON_CALL) {
            agent.leaves = true;
            return;
        }
        if (agent.state != NOT_READY) --agent.bench->on_duty;
        agenda_.cancel(agent.timer);
        if (agent.state == READY) rise(agent);
        depart(agent);
    }

    void depart(Agent& agent) {
        agent.comes_back = agent.pauses = false;
        departed_.push_back(&agent);
        show(agent, SIGNED_OUT);
    }

    void rest_over(Agent& agent) {
        if (agent.leaves) {
            agent.leaves = false;
            agenda_.cancel(agent.timer);
            --agent.bench->on_duty;
            depart(agent);
        } else if (agent.pauses) {
            pause(agent);
        } else {
            become_ready(agent);
        }
    }

    void unreserve(Agent& agent) {
        agenda_.cancel(agent.timer);
        agent.place = nullptr;
        sit(agent);
        freed_.push_back(&agent);
        show(agent, READY);
    }

    void miss(Agent& agent) {
        agenda_.cancel(agent.timer);
        agent.place = nullptr;
        --agent.bench->on_duty;
        show(agent, NOT_READY);
        if (r_.no_answer_pause < NEVER)
            exchange(agent.timer, REST_END, now_ + r_.no_answer_pause);
    }

    void wrap_up(Agent& agent) {
        i64 length = r_.wrap_up;
        if (agent.served >= 0) {
            const std::size_t served = static_cast<std::size_t>(agent.served);
            if (p_.streams[served].wrap_up < NEVER) length = p_.streams[served].wrap_up;
            i64& known = handle_times_[served];
            known += floor_div(now_ - agent.served_since + length - known, 10);
        }
        agent.place = agent.call = nullptr;
        show(agent, WRAP_UP);
        if (length == 0) rest_over(agent);
        else exchange(agent.timer, REST_END, now_ + length);
    }

    static bool is_longer_idle(const Agent& one, const Agent& other) {
        return one.idle_since != other.idle_since ? one.idle_since < other.idle_since
                                                  : one.index < other.index;
    }

    void sit(Agent& agent) {
        Bench& bench = *agent.bench;
        Agent* after = bench.tail;
        while (after != nullptr && is_longer_idle(agent, *after)) after = after->before;
        Agent* before = after == nullptr ? bench.head : after->after;
        agent.before = after;
        agent.after = before;
        (after == nullptr ? bench.head : after->after) = &agent;
        (before == nullptr ? bench.tail : before->before) = &agent;
    }

    void rise(Agent& agent) {
        Bench& bench = *agent.bench;
        (agent.before == nullptr ? bench.head : agent.before->after) = agent.after;
        (agent.after == nullptr ? bench.tail : agent.after->before) = agent.before;
        agent.before = agent.after = nullptr;
    }

    void show(Agent& agent, int state) {
        i64 since = agent.since;
        if (since < now_) {
            const std::size_t place =
                static_cast<std::size_t>((agent.bench->team * AGENT_STATES + agent.state) *
                                         intervals_);
            i64 index = floor_div(since - p_.begin, p_.interval);
            while (since < now_) {
                const i64 edge = p_.begin + (index + 1) * p_.interval;
                const i64 until = index >= intervals_ - 1 || now_ < edge ? now_ : edge;
                staff_[place + static_cast<std::size_t>(std::min(index, intervals_ - 1))] +=
                    until - since;
                since = until;
                ++index;
            }
        }
        agent.state = state;
        agent.since = now_;
    }

    bool is_refused() {
        const i64 rate = r_.calls_per_second;
        credit_ = std::min(credit_ + std::min(now_ - seen_, SECOND) * rate, rate * SECOND);
        seen_ = now_;
        if (up_ >= r_.max_calls || credit_ < SECOND) return true;
        credit_ -= SECOND;
        return false;
    }

    void stand_up(Person& c) {
        ++up_;
        c.older = youngest_;
        c.younger = nullptr;
        (youngest_ == nullptr ? oldest_ : youngest_->younger) = &c;
        youngest_ = &c;
        if (longest_.place < 0) exchange(longest_, LONGEST_CALL, oldest_->arrived + r_.max_call);
    }

    void sit_down(Person& c) {
        --up_;
        (c.older == nullptr ? oldest_ : c.older->younger) = c.younger;
        (c.younger == nullptr ? youngest_ : c.younger->older) = c.older;
        if (up_ == 0) agenda_.cancel(longest_);
    }

    void longest_call() {
        if (oldest_ != nullptr && oldest_->arrived + r_.max_call <= now_) end(*oldest_, GAVE_UP);
        if (oldest_ != nullptr) exchange(longest_, LONGEST_CALL, oldest_->arrived + r_.max_call);
    }

    void greet(Person& c) {
        const bool is_back = c.keeps && now_ - c.kept_left <= r_.redial_window;
        c.keeps = false;
        if (!is_back) {
            enter_menu(c, p_.entry);
            return;
        }
        c.language = c.kept_language;
        c.farewell = LEFT_MENU;
        c.state = MESSAGE;
        if (p_.welcome_back.empty()) take_place(c);
        else say(c, WELCOME_BACK, length(p_.welcome_back, c));
    }

    static i64 length(const Prompt& prompt, const Person& c) {
        return prompt[static_cast<std::size_t>(c.language)];
    }

    void say(Person& c, Step step, i64 spoken) {
        c.step = step;
        if (c.state == MENU) be_asked(c);
        else agenda_.cancel(c.timer);
        exchange(c.step_timer, SPOKEN, now_ + spoken);
    }

    void message_over(Person& c) {
        if (c.step == PROMPT) {
            c.step = LISTENING;
            exchange(c.step_timer, SILENCE,
                     now_ + p_.menus[static_cast<std::size_t>(c.menu)].no_input_after);
        } else if (c.step == WELCOME_BACK) {
            take_place(c);
        } else {
            enqueue(c, c.stream, c.urgency, c.since);
        }
    }

    void take_place(Person& c) {
        c.stream = c.kept_stream;
        c.urgency = c.kept_urgency;
        c.since = c.kept_since;
        tell_recording(c);
    }

    void enter_menu(Person& c, int menu) {
        c.menu = menu;
        c.silences = c.mistakes = 0;
        c.state = MENU;
        say(c, PROMPT, length(p_.menus[static_cast<std::size_t>(menu)].prompt, c));
    }

    void choose(Person& c, int key) {
        const Menu& menu = p_.menus[static_cast<std::size_t>(c.menu)];
        const Action& action = menu.options[static_cast<std::size_t>(key)];
        if (action.kind >= 0) act(c, action);
        else if (++c.mistakes >= menu.no_match_tries) act(c, menu.on_no_match);
        else say(c, PROMPT, length(menu.no_match_prompt, c) + length(menu.prompt, c));
    }

    void no_input(Person& c) {
        const Menu& menu = p_.menus[static_cast<std::size_t>(c.menu)];
        if (++c.silences >= menu.no_input_tries) act(c, menu.on_no_input);
        else say(c, PROMPT, length(menu.no_input_prompt, c) + length(menu.prompt, c));
    }

    void act(Person& c, const Action& action) {
        switch (action.kind) {
            case GO:
                c.path_back.push_back(c.menu);
                if (c.path_back.size() > MENU_DEPTH) c.path_back.erase(c.path_back.begin());
                enter_menu(c, action.menu);
                break;
            case BACK: {
                int menu = c.menu;
                if (!c.path_back.empty()) {
                    menu = c.path_back.back();
                    c.path_back.pop_back();
                }
                enter_menu(c, menu);
                break;
            }
            case REPEAT:
                say(c, PROMPT, length(p_.menus[static_cast<std::size_t>(c.menu)].prompt, c));
                break;
            case LANGUAGE:
                c.language = action.language;
                enter_menu(c, action.menu >= 0 ? action.menu : c.menu);
                break;
            case ENQUEUE:
                c.stream = action.stream;
                c.since = now_;
                c.urgency =
                    static_cast<int>(p_.streams[static_cast<std::size_t>(c.stream)].urgency);
                tell_recording(c);
                break;
            default: say_and_part(c, action, action.kind == SAY ? DEFLECTED : GAVE_UP);
        }
    }

    void tell_recording(Person& c) {
        if (p_.streams[static_cast<std::size_t>(c.stream)].record != 0 && !p_.recording.empty()) {
            c.farewell = LEFT_MENU;
            c.state = MESSAGE;
            say(c, RECORDING, length(p_.recording, c));
        } else {
            enqueue(c, c.stream, c.urgency, c.since);
        }
    }

    void enqueue(Person& c, int stream, int urgency, i64 since) {
        const Stream* wanted = &p_.streams[static_cast<std::size_t>(stream)];
        for (std::size_t i = 0; i < p_.streams.size(); ++i) {
            if (waiting_[static_cast<std::size_t>(stream)] < wanted->full_at) {
                c.state = WAITING;
                c.stream = stream;
                c.treated = false;
                c.urgency = urgency;
                c.since = since;
                agenda_.cancel(c.step_timer);
                limit_wait(c);
                enter(c, line_of({Goal::TO_STREAM, stream}, urgency, c.language));
                return;
            }
            if (wanted->on_full.kind != ENQUEUE || wanted->on_full.stream < 0) break;
            stream = wanted->on_full.stream;
            wanted = &p_.streams[static_cast<std::size_t>(stream)];
        }
        c.stream = stream;
        say_and_part(c, wanted->on_full, BLOCKED);
    }

    void limit_wait(Person& c) {
        const i64 longest = p_.streams[static_cast<std::size_t>(c.stream)].max_wait;
        if (longest < NEVER) exchange(c.wait_timer, LONGEST_WAIT, now_ + longest);
    }

    void longest_wait(Person& c) {
        take_back(c);
        agenda_.cancel(c.return_timer);
        const Action& action = p_.streams[static_cast<std::size_t>(c.stream)].on_max_wait;
        if (action.kind == ENQUEUE && action.stream >= 0)
            enqueue(c, action.stream, c.urgency, c.since);
        else
            say_and_part(c, action, action.kind == SAY ? DEFLECTED : GAVE_UP);
    }

    void say_and_part(Person& c, const Action& action, Outcome outcome) {
        c.farewell = outcome;
        c.state = MESSAGE;
        c.step = FAREWELL;
        agenda_.cancel(c.timer);
        exchange(c.step_timer, PART,
                 now_ + length(action.prompt.empty() ? p_.goodbye : action.prompt, c));
    }

    void enter(Person& c, Line& line) {
        if (!line.is_open) open(line);
        add(line, c);
        c.entered = now_;
        stand(c);
        arrivals_.push_back(&c);
    }

    void add(Line& line, Person& c) {
        Person* after = line.tail;
        while (after != nullptr && (after->since != c.since ? after->since > c.since
                                                            : after->number > c.number))
            after = after->before;
        Person* before = after == nullptr ? line.head : after->after;
        c.before = after;
        c.after = before;
        (after == nullptr ? line.head : after->after) = &c;
        (before == nullptr ? line.tail : before->before) = &c;
        c.line = &line;
        c.stands = true;
        ++line.length;
        if (line.stream >= 0) ++waiting_[static_cast<std::size_t>(line.stream)];
    }

    void remove(Line& line, Person& c) {
        (c.before == nullptr ? line.head : c.before->after) = c.after;
        (c.after == nullptr ? line.tail : c.after->before) = c.before;
        c.before = c.after = nullptr;
        c.stands = false;
        --line.length;
        if (line.stream >= 0) --waiting_[static_cast<std::size_t>(line.stream)];
    }

    double score(const Person& c) const {
        const i64 waited = now_ - c.since;
        if (r_.discipline == HEAD_START)
            return static_cast<double>(c.urgency == 0 ? waited + r_.head_start : waited);
        if (r_.discipline == ACCUMULATING)
            return r_.rates[c.urgency] * static_cast<double>(waited);
        if (waited > r_.guard) return FRONT + static_cast<double>(waited);
        return c.urgency == 0 ? URGENT + static_cast<double>(waited) : static_cast<double>(waited);
    }

    bool goes_before(const Person& one, const Person& other) const {
        const double worth = score(one), other_worth = score(other);
        if (worth != other_worth) return worth > other_worth;
        if (one.since != other.since) return one.since < other.since;
        return one.number < other.number;
    }

    Person* first(Person* one, Person* other) const {
        if (one == nullptr || (other != nullptr && goes_before(*other, *one))) return other;
        return one;
    }

    Agent* agent_for(const Person& c) const {
        const Line& line = *c.line;
        if (line.only != nullptr) return line.only->state == READY ? line.only : nullptr;
        const i64 waited = now_ - c.since;
        Agent* best = nullptr;
        i64 level = 0;
        for (const Taker& taker : line.takers) {
            if (best != nullptr && taker.level > level) break;
            Agent* head = taker.bench->head;
            if (head == nullptr || taker.after > waited) continue;
            if (best == nullptr || is_longer_idle(*head, *best)) best = head, level = taker.level;
        }
        return best;
    }

    Person* place_for(const Agent& agent) const {
        Person* best = nullptr;
        for (const Line* line : agent.own_lines) best = first(best, line->head);
        for (const Taker& taker : agent.bench->takes) {
            Person* head = taker.line->head;
            if (head != nullptr && taker.after <= now_ - head->since) best = first(best, head);
        }
        return best;
    }

    void settle() {
        match();
        while (!bounced_.empty() || !departed_.empty()) {
            const std::vector<Person*> bounced = std::move(bounced_);
            bounced_.clear();
            for (Person* person : bounced)
                if (person->stands) give_back(*person);
            const std::vector<Agent*> departed = std::move(departed_);
            departed_.clear();
            for (Agent* agent : departed) nobody_waits_for(*agent);
            match();
        }
    }

    void match() {
        if (freed_.empty() && arrivals_.empty()) return;
        matching_freed_.swap(freed_);
        matching_.swap(arrivals_);
        for (Person* found = next(); found != nullptr; found = next()) {
            Agent* agent = agent_for(*found);
            for (Person* better = place_for(*agent); better != nullptr && better != found;) {
                found = better;
                agent = agent_for(*found);
                better = place_for(*agent);
            }
            offer(*agent, *found);
        }
        for (Person* person : matching_)
            if (person->stands) let_wait(*person);
        matching_.clear();
        matching_freed_.clear();
    }

    Person* next() const {
        Person* best = nullptr;
        for (const Agent* agent : matching_freed_)
            if (agent->state == READY) best = first(best, place_for(*agent));
        for (Person* person : matching_)
            if (person->stands && agent_for(*person) != nullptr) best = first(best, person);
        return best;
    }

    void let_wait(Person& c) {
        i64 soonest = NEVER;
        for (const Taker& taker : c.line->takers) {
            const i64 at = c.since + taker.after;
            if (now_ < at && at < soonest) soonest = at;
        }
        if (soonest < NEVER) exchange(c.widen_timer, WIDEN, soonest);
        if (!c.treated) treat(c);
    }

    void offer(Agent& agent, Person& c) {
        remove(*c.line, c);
        agent.place = &c;
        c.agent = &agent;
        rise(agent);
        show(agent, RESERVED);
        c.state = OFFERED;
        if (!c.treated) {
            c.treated = true;
            announce_first(c);
        }
        be_rung(agent, c);
        exchange(agent.timer, RING_END, now_ + r_.ring_time);
    }

    void pick_up(Agent& agent) {
        Person* c = agent.hears;
        if (c == nullptr || agent.state != RESERVED || agent.place != c) return;
        agenda_.cancel(agent.timer);
        show(agent, ON_CALL);
        agent.served_since = now_;
        agent.call = c;
        agent.served = c->line->stream >= 0 ? c->line->stream : c->stream;
        agenda_.cancel(c->step_timer);
        agenda_.cancel(c->widen_timer);
        agenda_.cancel(c->wait_timer);
        agenda_.cancel(c->return_timer);
        c->state = TALKING;
        c->was_answered = true;
        c->told_until = NEVER;
        agent.place = nullptr;
        talk(agent, *c);
    }

    void decline(Agent& agent) {
        Person* c = agent.place;
        if (agent.state != RESERVED || c == nullptr) return;
        be_left(agent);
        miss(agent);
        back_in_line(*c);
        (c->line->only == &agent ? bounced_ : arrivals_).push_back(c);
    }

    void withdraw(Agent& agent) {
        Person* c = agent.place;
        if (agent.state != RESERVED || c == nullptr) return;
        be_left(agent);
        unreserve(agent);
        back_in_line(*c);
        arrivals_.push_back(c);
    }

    void back_in_line(Person& c) {
        c.state = WAITING;
        c.agent = nullptr;
        add(*c.line, c);
    }

    void forget(Person& c) {
        agenda_.cancel(c.widen_timer);
        if (c.stands) remove(*c.line, c);
        if (c.state == OFFERED && c.agent != nullptr) {
            be_left(*c.agent);
            unreserve(*c.agent);
        }
    }

    void take_back(Person& c) {
        forget(c);
        c.agent = nullptr;
        c.state = WAITING;
    }

    void treat(Person& c) {
        c.treated = true;
        const Prompt& words = c.was_answered && !p_.transfer.empty() ? p_.transfer : p_.queued;
        if (words.empty()) announce_first(c);
        else exchange(c.step_timer, GREETED, now_ + length(words, c));
    }

    void announce_first(Person& c) {
        if (r_.announce_first < NEVER)
            announce_later(c, std::max<i64>(c.entered + r_.announce_first - now_, 0));
    }

    void announce_later(Person& c, i64 delay) {
        if (delay < NEVER && (c.state == WAITING || c.state == OFFERED))
            exchange(c.step_timer, ANNOUNCE, now_ + delay);
    }

    void announce(Person& c) {
        const bool says_position = r_.say_position != 0 && !p_.positions.empty();
        const bool says_wait = r_.say_wait != 0 && !p_.waits.empty();
        const i64 ahead = says_position || says_wait ? count_ahead(c) : 0;
        i64 spoken = 0;
        if (says_position)
            spoken += length(
                p_.positions[std::min(static_cast<std::size_t>(ahead), p_.positions.size() - 1)], c);
        const int range = says_wait ? wait_range(c, ahead) : -1;
        if (range >= 0) {
            const std::size_t index = static_cast<std::size_t>(range);
            const i64 high = p_.range_high[index];
            if (promise(c, high == NEVER ? NEVER - 1 : now_ + high) && !p_.longer.empty())
                spoken += length(p_.longer, c);
            spoken += length(p_.waits[index], c);
            hear_wait(c, index, spoken);
        }
        if (says_position || range >= 0) exchange(c.step_timer, TREATED, now_ + spoken);
        else announce_later(c, r_.announce_every);
    }

    static bool promise(Person& c, i64 until) {
        const bool has_grown = c.told_until < NEVER && until > c.told_until + GRACE;
        c.told_until = has_grown ? until : std::min(c.told_until, until);
        return has_grown;
    }

    i64 count_ahead(const Person& c) const {
        i64 count = 0;
        for (const Line* line : c.line->beside)
            for (const Person* other = line->head; other != nullptr && goes_before(*other, c);
                 other = other->after)
                ++count;
        return count;
    }

    int wait_range(const Person& c, i64 ahead) const {
        const i64 agents = on_duty(*c.line);
        if (agents <= 0) return -1;
        const i64 handle = handle_times_[static_cast<std::size_t>(c.stream)];
        const i64 mean = floor_div((ahead + 1) * handle, agents);
        const double spread = std::sqrt(static_cast<double>(ahead + 1)) *
                              static_cast<double>(handle) / static_cast<double>(agents);
        const i64 told = floor_div(mean + mean + static_cast<i64>(spread), 2);
        int index = 0;
        const int last = static_cast<int>(p_.range_high.size()) - 1;
        while (index < last && told >= p_.range_high[static_cast<std::size_t>(index)]) ++index;
        return index;
    }

    static i64 on_duty(const Line& line) {
        if (line.only != nullptr)
            return line.only->state == SIGNED_OUT || line.only->state == NOT_READY ? 0 : 1;
        i64 count = 0;
        for (const Taker& taker : line.takers) count += taker.bench->on_duty;
        return count;
    }

    void transfer(Person& c) {
        if (c.agent == nullptr) return;
        Agent& agent = *c.agent;
        ++c.slips;
        int urgency = c.urgency;
        if (c.goal.kind == Goal::TO_STREAM && r_.keeps_urgency == 0)
            urgency = static_cast<int>(p_.streams[static_cast<std::size_t>(c.goal.index)].urgency);
        be_parted(agent, c);
        wrap_up(agent);
        c.agent = nullptr;
        c.treated = false;
        c.state = WAITING;
        c.urgency = urgency;
        if (r_.keeps_waiting == 0) c.since = now_;
        Line& line = line_of(c.goal, urgency, c.language);
        if (line.stream >= 0) c.stream = line.stream;
        enter(c, line);
        c.transferrer = &agent;
        exchange(c.return_timer, RETURN, now_ + r_.return_after);
        limit_wait(c);
    }

    void nobody_took(Person& c) {
        if (c.state != WAITING && c.state != OFFERED) return;
        if (c.line->only == nullptr && on_duty(*c.line) > 0)
            exchange(c.return_timer, RETURN, now_ + r_.return_after);
        else
            give_back(c);
    }

    void give_back(Person& c) {
        Agent* agent = c.transferrer;
        c.transferrer = nullptr;
        take_back(c);
        if (agent != nullptr && agent->state != SIGNED_OUT) {
            enter(c, line_of_agent(*agent, c.urgency, c.language));
            exchange(c.return_timer, RETURN, now_ + r_.return_after);
            return;
        }
        agenda_.cancel(c.return_timer);
        enter(c, line_of({Goal::TO_STREAM, c.stream}, c.urgency, c.language));
    }

    void nobody_waits_for(Agent& agent) {
        if (agent.state != SIGNED_OUT) return;
        for (Line* line : agent.own_lines)
            while (line->head != nullptr) give_back(*line->head);
    }

    void caller_left(Person& c) {
        if (c.state == WAITING || c.state == OFFERED) {
            if (r_.redial_window > 0) {
                c.keeps = true;
                c.kept_stream = c.stream;
                c.kept_urgency = c.urgency;
                c.kept_language = c.language;
                c.kept_since = c.since;
                c.kept_left = now_;
            }
            end(c, ABANDONED);
        } else {
            end(c, c.state == MESSAGE ? c.farewell : LEFT_MENU);
        }
    }

    void end(Person& c, Outcome outcome) {
        agenda_.cancel(c.step_timer);
        agenda_.cancel(c.widen_timer);
        agenda_.cancel(c.wait_timer);
        agenda_.cancel(c.return_timer);
        if (c.state == WAITING || c.state == OFFERED) {
            forget(c);
        } else if (c.agent != nullptr) {
            be_parted(*c.agent, c);
            wrap_up(*c.agent);
        }
        c.agent = nullptr;
        c.state = ENDED;
        sit_down(c);
        over(c, c.was_answered ? ANSWERED : outcome);
    }

    static constexpr std::size_t COLUMNS = 23, CAPACITY = 65536;

    void tell(const Person& c, Outcome outcome) {
        if (count_ == CAPACITY) hand_over();
        const i64 row[COLUMNS] = {
            c.id, c.attempt, c.matter->stream, c.path, c.source, c.arrived, c.stream,
            c.first_stream, c.first_urgency, c.queued, c.answered, c.reached, now_, outcome,
            c.slips, c.rung, c.talk, c.last_agent, c.told, c.told_high, c.ahead, c.servers, c.level,
        };
        for (std::size_t i = 0; i < COLUMNS; ++i) columns_[i][count_] = row[i];
        ++count_;
    }

    void hand_over() {
        for (std::size_t i = 0; i < COLUMNS; ++i)
            for (std::size_t row = 0; row < count_; ++row)
                sums_[i] += static_cast<u64>(columns_[i][row]);
        rows_ += static_cast<i64>(count_);
        count_ = 0;
    }

    Parameters& p_;
    const Rules& r_;
    Agenda agenda_;
    i64 now_ = 0, last_call_ = 0, sources_left_ = 0, to_come_ = 0, steps_ = 0;
    std::vector<Bench> benches_;
    std::vector<Agent> agents_;
    std::vector<Line> lines_;
    std::vector<i64> handle_times_, waiting_;
    std::deque<Person> people_;
    std::vector<Person*> idle_;
    std::deque<Shift> shifts_;
    std::deque<Coming> comings_;
    std::vector<Agent*> freed_, matching_freed_, departed_;
    std::vector<Person*> arrivals_, matching_, bounced_;
    i64 credit_ = 0, seen_ = 0, up_ = 0;
    Person *oldest_ = nullptr, *youngest_ = nullptr;
    Timer longest_;
    i64 intervals_ = 0;
    std::vector<i64> staff_;
    std::vector<std::vector<i64>> columns_;
    std::vector<u64> sums_;
    std::size_t count_ = 0;
    i64 rows_ = 0;
    i64 path_, language_, redial_, balk_, redial_after_, asked_, key_time_, wrong_key_, gives_up_;
    i64 queued_, patience_, rung_, answer_, mood_, connected_, talk_, wrap_up_, recognised_;
    i64 handed_over_, block_, blocks_;
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "say which file has the parameters\n");
        return 2;
    }
    try {
        Parameters parameters;
        Reader(argv[1]).read(parameters);
        Hotline hotline(parameters);
        const double begun = cpu_seconds();
        hotline.run();
        std::printf("seconds %.6f\n", cpu_seconds() - begun);
        hotline.print();
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 1;
    }
    return 0;
}
