// A heap of timers that know their place in it: set again or taken back without a search.
#pragma once

#include <vector>

#include "draws.hpp"

struct Timer {
    int place = -1;  // in the heap; -1: not set
    int kind = 0;
    void* who = nullptr;
    i64 at = 0;
};

// Four children to a parent. Equal instants go by rank, then in the order in which they were set.
class Agenda {
  public:
    void set(Timer& timer, int kind, int rank, i64 at) {
        const Entry entry{at, (static_cast<u64>(rank) << 62) | ++serial_, &timer};
        timer.kind = kind;
        timer.at = at;
        if (timer.place < 0) {
            heap_.push_back(entry);
            rise(entry, heap_.size() - 1);
        } else {
            settle(entry, static_cast<std::size_t>(timer.place));
        }
    }

    void cancel(Timer& timer) {
        if (timer.place >= 0) take(static_cast<std::size_t>(timer.place));
    }

    bool empty() const { return heap_.empty(); }

    bool is_due(i64 until) const { return !heap_.empty() && heap_[0].at <= until; }

    Timer& pop() {
        Timer& timer = *heap_[0].timer;
        take(0);
        return timer;
    }

  private:
    struct Entry {
        i64 at;
        u64 order;
        Timer* timer;
    };

    static bool sooner(const Entry& one, const Entry& other) {
        return one.at != other.at ? one.at < other.at : one.order < other.order;
    }

    void put(const Entry& entry, std::size_t place) {
        heap_[place] = entry;
        entry.timer->place = static_cast<int>(place);
    }

    void take(std::size_t place) {
        heap_[place].timer->place = -1;
        const Entry last = heap_.back();
        heap_.pop_back();
        if (place < heap_.size()) settle(last, place);
    }

    void settle(const Entry& entry, std::size_t place) {
        if (place > 0 && sooner(entry, heap_[(place - 1) >> 2]))
            rise(entry, place);
        else
            sink(entry, place);
    }

    void rise(const Entry& entry, std::size_t place) {
        while (place > 0) {
            const std::size_t parent = (place - 1) >> 2;
            if (!sooner(entry, heap_[parent])) break;
            put(heap_[parent], place);
            place = parent;
        }
        put(entry, place);
    }

    void sink(const Entry& entry, std::size_t place) {
        const std::size_t size = heap_.size();
        for (;;) {
            std::size_t best = place * 4 + 1;
            if (best >= size) break;
            const std::size_t end = std::min(best + 4, size);
            for (std::size_t other = best + 1; other < end; ++other)
                if (sooner(heap_[other], heap_[best])) best = other;
            if (!sooner(heap_[best], entry)) break;
            put(heap_[best], place);
            place = best;
        }
        put(entry, place);
    }

    std::vector<Entry> heap_;
    u64 serial_ = 0;
};
