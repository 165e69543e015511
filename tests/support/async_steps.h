// Coroutines, just enough to write a test of callbacks as a list of steps, whether the answers come at once or later.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace perennial {

/// Some steps, begun when awaited. Destroying the object before the end drops them.
class Steps {
public:
    struct promise_type {
        std::coroutine_handle<> after;

        Steps get_return_object() { return Steps(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Back {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> steps) noexcept {
                    return steps.promise().after;
                }
                void await_resume() noexcept {}
            };
            return Back{};
        }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };

    explicit Steps(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    Steps(Steps&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Steps& operator=(Steps&&) = delete;
    ~Steps() {
        if (handle_) handle_.destroy();
    }

    bool await_ready() const { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
        handle_.promise().after = caller;
        return handle_;
    }
    void await_resume() const {}

private:
    std::coroutine_handle<promise_type> handle_;
};

/// Steps that nobody awaits: begun at once, gone at their end.
struct DetachedSteps {
    struct promise_type {
        DetachedSteps get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

/// `co_await Answer<T>(ask)`: calls `ask` with a callback and gives what the callback is called with.
template <class T> class Answer {
public:
    using Callback = std::function<void(T)>;

    explicit Answer(std::function<void(Callback)> ask) : ask_(std::move(ask)) {}

    bool await_ready() const { return false; }
    bool await_suspend(std::coroutine_handle<> asker) {
        ask_([this, asker](T answer) {
            answer_ = std::move(answer);
            if (waiting_) asker.resume();
        });
        waiting_ = !answer_.has_value();
        return waiting_;
    }
    T await_resume() { return *std::move(answer_); }

private:
    std::function<void(Callback)> ask_;
    std::optional<T> answer_;
    bool waiting_ = false;
};

}  // namespace perennial
