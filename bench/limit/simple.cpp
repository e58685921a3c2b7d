// M/M/n+M with two priorities, by hand: as little work per call as the model allows.
//
// No event at all for those who give up: whoever is found at the head of a queue past the end of
// its patience has left then. Callers, numbers and microseconds are those of firstline.sim. Prints
// calls, given up, microseconds waited and talked, and its CPU seconds.
//
//   g++ -O3 -march=native -ffp-contract=off -o simple simple.cpp && ./simple parameters.txt

#include <cstdio>
#include <ctime>
#include <queue>

#include "parameters.hpp"

namespace {

struct Waiting {
    i64 since, until;
    u64 key;
};

class Queue {  // first in, first out, in a ring that grows
  public:
    bool empty() const { return head_ == tail_; }
    void push(const Waiting& one) {
        if (tail_ - head_ == ring_.size()) grow();
        ring_[tail_++ & (ring_.size() - 1)] = one;
    }
    Waiting pop() { return ring_[head_++ & (ring_.size() - 1)]; }

  private:
    void grow() {
        std::vector<Waiting> larger(ring_.size() * 2);
        for (std::size_t i = head_; i != tail_; ++i)
            larger[i & (larger.size() - 1)] = ring_[i & (ring_.size() - 1)];
        ring_.swap(larger);
    }
    std::vector<Waiting> ring_ = std::vector<Waiting>(1024);
    std::size_t head_ = 0, tail_ = 0;
};

struct Totals {
    i64 calls = 0, abandoned = 0, waited = 0, talked = 0;
};

class Centre {
  public:
    explicit Centre(Parameters& p) : p_(p), free_(p.seat_team.size()) {
        patience_ = static_cast<u64>(p.numbers.at("QUEUED") + p.numbers.at("PATIENCE"));
        talk_ = static_cast<u64>(p.numbers.at("CONNECTED") + p.numbers.at("TALK"));
        for (Source& source : p.sources) {
            const int matter = p.matter_of[static_cast<std::size_t>(source.matter)];
            laws_.push_back(&p.matters[static_cast<std::size_t>(matter)]);
            next_.push_back(source.arrivals.next());
            numbers_.push_back(0);
        }
    }

    Totals run() {
        for (;;) {
            std::size_t source = 0;
            for (std::size_t other = 1; other < next_.size(); ++other)
                if (next_[other] < next_[source]) source = other;
            const i64 at = next_[source];
            while (!busy_.empty() && busy_.top() < at) finish();
            if (at >= NEVER) return totals_;
            arrive(source, at);
        }
    }

  private:
    void arrive(std::size_t source, i64 at) {
        const i64 id = (p_.sources[source].index << 32) + numbers_[source]++;
        const u64 key = stream_key(static_cast<u64>(p_.seed), static_cast<u64>(id), 0);
        next_[source] = p_.sources[source].arrivals.next();
        ++totals_.calls;
        if (free_ > 0) {
            --free_;
            serve(key, at);
        } else {
            const i64 until = at + laws_[source]->patience.draw(key, patience_);
            queues_[p_.streams[static_cast<std::size_t>(p_.sources[source].matter)].urgency].push(
                {at, until, key});
        }
    }

    void finish() {
        const i64 at = busy_.top();
        busy_.pop();
        for (Queue& queue : queues_)
            while (!queue.empty()) {
                const Waiting first = queue.pop();
                if (first.until > at) {
                    totals_.waited += at - first.since;
                    serve(first.key, at);
                    return;
                }
                ++totals_.abandoned;
                totals_.waited += first.until - first.since;
            }
        ++free_;
    }

    void serve(u64 key, i64 at) {
        const i64 length = laws_[0]->talk[1].draw(key, talk_);
        totals_.talked += length;
        busy_.push(at + length);
    }

    Parameters& p_;
    std::size_t free_;
    u64 patience_, talk_;
    std::vector<const Matter*> laws_;
    std::vector<i64> next_, numbers_;
    Queue queues_[2];
    std::priority_queue<i64, std::vector<i64>, std::greater<i64>> busy_;
    Totals totals_;
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
        Centre centre(parameters);
        const double begun = cpu_seconds();
        const Totals totals = centre.run();
        std::printf("seconds %.6f\n", cpu_seconds() - begun);
        std::printf("calls %lld\nabandoned %lld\nwaited %lld\ntalked %lld\n",
                    static_cast<long long>(totals.calls), static_cast<long long>(totals.abandoned),
                    static_cast<long long>(totals.waited), static_cast<long long>(totals.talked));
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 1;
    }
    return 0;
}
