package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TrailingSlashTest {

    private final MockFilterChain behind = new MockFilterChain();
    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "/verify/, /verify",
        "/verify/7K2M-QX9T/, /verify/7K2M-QX9T",
        "/surveys/abc/, /surveys/abc",
        "/register/2026-2026/confirm/abc/, /register/2026-2026/confirm/abc",
        "/%D8%AA/, /%D8%AA",
        "/camunda-welcome/, /camunda-welcome"
    })
    void anAddressIsTheSameWithoutItsLastSlash(String asked, String led) throws Exception {
        opens("GET", asked, null);
        assertThat(answer.getStatus()).isEqualTo(301);
        assertThat(answer.getHeader("Location")).isEqualTo(led);
        assertThat(behind.getRequest()).as("nobody else answers").isNull();
    }

    @Test
    void whatIsAskedWithItIsKeptAsItWasWritten() throws Exception {
        opens("HEAD", "/verify/abc/", "lang=fr&q=%2F%0D%0Aa/");
        assertThat(answer.getHeader("Location")).isEqualTo("/verify/abc?lang=fr&q=%2F%0D%0Aa/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/verify/abc",
                "//example.org/",
                "///example.org/",
                "/verify//",
                "/\\example.org/",
                "http://example.org/",
                "example.org/",
                "",
                "/camunda/",
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/task/"
            })
    void othersAreLeftToThoseWhoCome(String asked) throws Exception {
        assertPassed(opens("GET", asked, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void aDeedIsLedNowhere(String method) throws Exception {
        assertPassed(opens(method, "/unsubscribe/abc/", null));
    }

    private void assertPassed(MockHttpServletRequest request) {
        assertThat(behind.getRequest()).isSameAs(request);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Location")).isNull();
    }

    private MockHttpServletRequest opens(String method, String path, String query) throws Exception {
        var request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        new TrailingSlash().doFilter(request, answer, behind);
        return request;
    }
}
