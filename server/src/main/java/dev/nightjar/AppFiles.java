package dev.nightjar;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Serves the app's own files. Every address of a screen is answered with the one page; its script does the rest. */
@Configuration(proxyBeanMethods = false)
class AppFiles implements WebMvcConfigurer {

    private static final String FOLDER = "classpath:/static/";

    /** Files below carry a hash of their content in their name, so they never change. */
    private static final String HASHED = "/assets/**";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(HASHED)
                .addResourceLocations(FOLDER + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FOLDER)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new ScreenResolver());
    }

    /** Finds files by their path, and the page for whatever looks like the address of a screen. */
    private static final class ScreenResolver extends PathResourceResolver {

        private static final String PAGE = "index.html";
        private static final Pattern NO_SCREEN = Pattern.compile("(api|blobs|actuator|assets)(/.*)?");

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            Resource file = path.isEmpty() ? null : super.resolveResourceInternal(request, path, locations, chain);
            if (file != null || !isScreen(request, path)) {
                return file;
            }
            return super.resolveResourceInternal(request, PAGE, locations, chain);
        }

        private static boolean isScreen(@Nullable HttpServletRequest request, String path) {
            String accept = request == null ? null : request.getHeader(HttpHeaders.ACCEPT);
            boolean wantsPage = path.isEmpty() || (accept != null && accept.contains("text/html"));
            return wantsPage && !path.contains(".") && !NO_SCREEN.matcher(path).matches();
        }
    }
}
