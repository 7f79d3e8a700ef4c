@echo off
rem Starts Dawra on this computer (Windows). Needs only Java 17 or newer.
where java >nul 2>nul
if errorlevel 1 (
  echo Java 17 or newer is needed: https://adoptium.net
  pause
  exit /b 1
)
if "%~1"=="verify" (
  java -Duser.timezone=UTC -Djava.awt.headless=true -jar "%~dp0dawra.jar" %*
  exit /b
)
cd /d "%~dp0"
set ARGS=%*
if "%ARGS%"=="" set ARGS=run
java -Duser.timezone=UTC -Djava.awt.headless=true -jar dawra.jar %ARGS%
pause
